import { describe, expect, test } from "vitest";
import type { Code } from "../../../src/model/codes.ts";
import { failure } from "../../../src/model/failure.ts";
import type { Problem } from "../../../src/model/problem.ts";
import type { Transport } from "../../../src/resolve/transport.ts";
import { fallBack } from "../../../src/run/consume/fall-back.ts";

const NO_REFS = { defaultBranch: null, branches: new Map(), tags: new Map() };

interface Tried {
  readonly transport: Transport;
  readonly notices: readonly Problem[];
  /** Ways that were gone, in their order. */
  readonly ways: readonly string[];
}

/** Both ways answer, unless the code of a failure is given. */
function between(fast: Code | null, slow: Code | null = null): Tried {
  const ways: string[] = [];
  const notices: Problem[] = [];
  const way = (name: string, code: Code | null): Transport => {
    const go = <T>(answer: T): Promise<T> => {
      ways.push(name);
      return code === null ? Promise.resolve(answer) : Promise.reject(failure(code, `${name} failed.`, "Fix it."));
    };
    return {
      readRefs: () => go(NO_REFS),
      findCommits: () => go([name]),
      readCommits: () => go([]),
      readContents: () => go(new Map()),
      close: () => go(undefined),
    };
  };
  const openSlow = (withToken: boolean): Promise<Transport> => {
    ways.push(withToken ? "open" : "open without token");
    return Promise.resolve(way("slow", slow));
  };
  return { transport: fallBack(way("fast", fast), openSlow, (notice) => notices.push(notice)), notices, ways };
}

test("the fast way alone is gone while it works", async () => {
  const { transport, ways, notices } = between(null);
  await transport.readRefs();
  await transport.readCommits([]);
  await transport.readContents([]);
  await transport.close();
  expect([ways, notices]).toEqual([["fast", "fast", "fast"], []]);
});

test("what the fast way has no step for takes the slow one, and closes it", async () => {
  const { transport, ways, notices } = between(null);
  expect(await transport.findCommits("abc1234")).toEqual(["slow"]);
  await transport.close();
  expect([ways, notices]).toEqual([["open", "slow", "slow"], []]);
});

describe("a failure of the fast way", () => {
  test.each([
    ["forge-unreadable", ["fast", "open", "slow", "fast", "slow"]],
    ["forge-invalid", ["fast", "open", "slow", "fast", "slow"]],
    ["forge-unreachable", ["fast", "open", "slow", "slow"]],
    ["forge-rate-limit", ["fast", "open", "slow", "slow"]],
    ["forge-auth", ["fast", "open without token", "slow", "slow"]],
    ["forge-denied", ["fast", "open without token", "slow", "slow"]],
    ["forge-sso", ["fast", "open without token", "slow", "slow"]],
  ] as const)("%s leads to the slow one, with one notice", async (code, expected) => {
    const { transport, ways, notices } = between(code);
    await transport.readCommits([]);
    await transport.readContents([]);
    expect(ways).toEqual(expected);
    expect(notices).toMatchObject([{ code, severity: "warning" }]);
  });

  test.each(["ref-unknown", "registry-too-large", "registry-unsafe"] as const)("%s is the registry's own, and stays", async (code) => {
    const { transport, ways, notices } = between(code);
    await expect(transport.readCommits([])).rejects.toMatchObject({ code });
    expect([ways, notices]).toEqual([["fast"], []]);
  });

  test("is no notice when the slow way fails as well, whose failure it is then", async () => {
    const { transport, notices } = between("forge-unreachable", "git-network");
    await expect(transport.readRefs()).rejects.toMatchObject({ code: "git-network", problems: { length: 1 } });
    expect(notices).toEqual([]);
  });

  test("is told along with that when the token was refused", async () => {
    const { transport } = between("forge-auth", "git-auth");
    await expect(transport.readRefs()).rejects.toMatchObject({ problems: [{ code: "git-auth" }, { code: "forge-auth" }] });
  });

  test("of our own is not hidden", async () => {
    const broken = {
      readRefs: () => Promise.reject(new TypeError("a bug")),
      readCommits: () => Promise.resolve([]),
      readContents: () => Promise.resolve(new Map()),
    };
    const transport = fallBack(
      broken,
      () => Promise.reject(new Error("not needed")),
      () => undefined,
    );
    await expect(transport.readRefs()).rejects.toThrow("a bug");
  });
});

test("several steps at a time open the slow way once", async () => {
  const { transport, ways, notices } = between("forge-rate-limit");
  await Promise.all([transport.readCommits([]), transport.readContents([]), transport.readRefs()]);
  expect(ways.filter((way) => way === "open")).toHaveLength(1);
  expect(notices).toHaveLength(1);
});
