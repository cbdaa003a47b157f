import { describe, expect, test } from "vitest";
import { Failure } from "../../../src/model/failure.ts";
import { findFlow, isCalled, listed, rootOf, unknown } from "../../../src/plan/consumer/find-flow.ts";
import { publishedOf } from "./published-of.ts";

function failureOf(work: () => unknown): Failure {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("nothing failed");
}

const FLOWS = publishedOf({
  paths: ["flows/code_review/1.0.0.yml", "flows/chat/agent/1.0.0.yml", "flows/sum/1.0.0.yml"],
  tags: ["gone-v1.0.0"],
  config: { roots: [{ path: "flows", tag: "{flow}-v{version}" }] },
});

describe("findFlow", () => {
  test.each(["code_review", "chat/agent", "gone"])("finds %s", (name) => {
    expect(findFlow(FLOWS, name, "team").flow).toBe(name);
  });

  test.each([
    ["code-reviw", /code_review/],
    ["agent", /chat\/agent/],
    ["other/sum", /sum/],
    ["nothing-like-it", /chat\/agent, code_review, sum/],
  ])("%s is not there, and what may be meant is named", (name, words) => {
    const error = failureOf(() => findFlow(FLOWS, name, "team"));
    expect(error.code).toBe("flow-unknown");
    expect(error.problems[0].fix).toMatch(words);
  });

  test("without roots, the end of a folder's path tells flows of one name apart", () => {
    const paths = ["x/chat/agent/1.0.0.yml", "x/mail/agent/1.0.0.yml", "x/mail/agent/1.1.0.yml"];
    const flows = publishedOf({ paths, tags: ["agent-v1.0.0", "agent-v1.1.0"] });
    expect(findFlow(flows, "chat/agent", "team").path).toBe("x/chat/agent");
    const error = failureOf(() => findFlow(flows, "agent", "team", "agent@team"));
    expect(error.code).toBe("flow-ambiguous");
    expect(error.problems[0].fix).toMatch(/--root x\/chat or --root x\/mail \(.*`agent@team#refs\/tags\/agent-v1\.1\.0`/);
  });

  test("of a flow that is there and one that only old tags tell of, the former is meant", () => {
    const roots = [
      { path: "dev", tag: "dev-{flow}-v{version}" },
      { path: "prod", tag: "prod-{flow}-v{version}" },
    ];
    const flows = publishedOf({ paths: ["prod/a/1.0.0.yml"], tags: ["dev-a-v1.0.0", "prod-a-v1.0.0"], config: { roots } });
    expect(flows).toHaveLength(2);
    expect(findFlow(flows, "a", "team").root).toBe("prod");
  });
});

test("an empty registry says so", () => {
  expect(unknown([], "a", "team").problems[0].fix).toMatch(/no flows/);
});

test("rootOf gives what --root takes", () => {
  expect(publishedOf({ paths: ["a/1.0.0.yml", "x/b/1.0.0.yml"] }).map(rootOf)).toEqual([".", "x"]);
  expect(FLOWS.map(rootOf)).toEqual(["flows", "flows", "flows", "flows"]);
});

test("isCalled is about whole names", () => {
  const [agent] = publishedOf({ paths: ["x/chat/agent/1.0.0.yml"] });
  if (agent === undefined) throw new Error("no flow");
  expect(["agent", "chat/agent", "at/agent", "gent"].map((name) => isCalled(agent, name))).toEqual([true, true, false, false]);
});

test("listed counts what it leaves out", () => {
  expect(listed(["a", "b"])).toBe("a, b");
  expect(listed(Array.from("abcdefghij"))).toMatch(/and 2 more$/);
});
