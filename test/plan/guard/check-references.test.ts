import { describe, expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../../../src/config/config.ts";
import { checkReferences, versionsReferencing } from "../../../src/plan/guard/check-references.ts";
import type { PullSnapshot, Referencing } from "../../../src/plan/guard/snapshot.ts";
import { fileAt, toSnapshot } from "../snapshot.ts";

const SNAPSHOT = toSnapshot({ landings: [{ "a/1.0.0.yml": "1", "a/1.1.0.yml": "2" }] });
const BASE = { commit: "c".repeat(40), registry: SNAPSHOT.registry };
const SIDES = { branch: "main", remote: "origin", base: BASE, head: { ...BASE, commit: "d".repeat(40) } };

function referencing(path: string, files: readonly string[]): Referencing {
  return { file: fileAt(SNAPSHOT, path), files };
}

const VERSIONS = [referencing("a/1.0.0.yml", ["a/x.md", "a/both.md"]), referencing("a/1.1.0.yml", ["a/both.md"])];

function check(changed: PullSnapshot["changed"], level: "off" | "warn" | "fail" = "fail"): readonly string[] {
  const config = { ...DEFAULT_CONFIG, guard: { ...DEFAULT_CONFIG.guard, rules: { "published-edited": { level } } } };
  return checkReferences({ references: VERSIONS, changed, config, ...SIDES }).map(
    ({ id, severity, version, path }) => `${id} ${severity} ${version ?? ""} ${path ?? ""}`,
  );
}

describe("a file that published versions reference", () => {
  test.each([
    ["changes", "2"],
    ["is deleted", null],
  ])("that %s breaks the promise of each of them", (_, after) => {
    expect(check([{ path: "a/both.md", before: "1", after }])).toEqual([
      "published-edited error 1.0.0 a/both.md",
      "published-edited error 1.1.0 a/both.md",
    ]);
  });

  test("may be new, and others may change", () => {
    expect(check([{ path: "a/x.md", before: null, after: "1" }])).toEqual([]);
    expect(check([{ path: "a/x.md", before: "1", after: "1" }])).toEqual([]);
    expect(check([{ path: "a/other.md", before: "1", after: "2" }])).toEqual([]);
  });

  test("is judged as an edit of the version is", () => {
    const changed = [{ path: "a/x.md", before: "1", after: "2" }];
    expect(check(changed, "warn")).toEqual(["published-edited warning 1.0.0 a/x.md"]);
    expect(check(changed, "off")).toEqual([]);
  });

  test("comes back with the commands of the finding", () => {
    const [finding] = checkReferences({
      references: VERSIONS,
      changed: [{ path: "a/x.md", before: "1", after: "2" }],
      config: DEFAULT_CONFIG,
      ...SIDES,
    });
    expect(finding?.commands).toEqual([
      `git fetch origin main &&\ngit checkout ${BASE.commit} -- a/x.md &&\ngit commit -m 'Put a/x.md back as it was published' -- a/x.md`,
    ]);
  });
});

test("a file is a part of the versions that reference it", () => {
  expect(versionsReferencing("a/both.md", VERSIONS).map(({ version }) => version)).toEqual(["1.0.0", "1.1.0"]);
  expect(versionsReferencing("a/none.md", VERSIONS)).toEqual([]);
});
