import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { INVISIBLE } from "../../src/manual/visible.ts";
import type { ManualContext } from "../../src/manual/way-out.ts";
import { toWaysOut } from "../../src/manual/ways-out.ts";
import { CODES, type Code } from "../../src/model/codes.ts";
import type { PlannedVersion } from "../../src/model/plan.ts";
import { createClone } from "./clone.ts";
import { context, foreignPlan, plan, sha, version } from "./sample-plan.ts";

const local: ManualContext = { ...context, site: null };

const commandsOf = (planned: PlannedVersion, index: number): readonly string[] =>
  toWaysOut(planned, plan({ versions: [planned] }), local).ways[index]?.commands ?? [];

test("A link is replaced by a copy of what it points at", () => {
  const { paste, publish, proposed } = createClone();
  publish("mkdir -p 'flows/my flow'", "echo one > shared.yml", "ln -s ../../shared.yml 'flows/my flow/1.0.0.yml'");
  paste(commandsOf(version({ flow: "a", path: "flows/my flow/1.0.0.yml", state: "blocked", code: "version-link" }), 0));
  expect(proposed("fix-a-1.0.0")).toEqual(["100644 flows/my flow/1.0.0.yml", "100644 shared.yml"]);
  expect(paste(["cat 'flows/my flow/1.0.0.yml'"])).toBe("one\n");
});

test.each([
  [0, "100644 flows/a/1.0.0.yml"],
  [1, "100644 flows/a/1.0.0.yaml"],
])("Either of two twins can stay (%i)", (index, left) => {
  const { paste, publish, proposed } = createClone();
  publish("mkdir -p flows/a", "echo one > flows/a/1.0.0.yml", "echo two > flows/a/1.0.0.yaml");
  paste(commandsOf(version({ flow: "a", state: "blocked", code: "version-twins" }), index));
  expect(proposed("fix-a-1.0.0")).toEqual([left]);
});

test.each<[Code, number]>([
  ["version-name-v", 1],
  ["version-name-zero", 1],
  ["version-name-short", 1],
  ["flow-name-unsafe", 1],
  ["flow-name-case", 1],
  ["flow-name-missing", 1],
  ["version-twins", 2],
  ["version-link", 1],
  ["version-not-a-file", 1],
  ["tag-name-invalid", 1],
  ["tag-clash", 1],
  ["tag-nesting", 1],
  ["tag-elsewhere", 2],
  ["file-re-added", 2],
  ["file-changed", 2],
])("A version with %s has cause, prevention and %i ways out", (code, number) => {
  const path = code.startsWith("version-name") ? "flows/a/v1.yml" : "flows/a/1.0.0.yml";
  const { what, cause, ways, prevent } = toWaysOut(
    version({ flow: "a", path, state: "blocked", code, tagged: { commit: sha("c"), blob: sha("c") } }),
    plan({}),
    context,
  );
  expect(what).toBe(`${CODES[code].headline}.`);
  expect([cause, prevent]).not.toContain("");
  expect(ways).toHaveLength(number);
});

test("A cause that only the server can end has a sentence and no commands", () => {
  const denied = version({ state: "blocked", code: "release-immutable", reason: "The tag name is taken" });
  expect(toWaysOut(denied, plan({ versions: [denied] }), context)).toMatchObject({ what: "The tag name is taken.", ways: [] });
});

test("Commands are lines that bash can parse and that are harmless to show, whatever the names are", () => {
  fc.assert(
    fc.property(foreignPlan, (any) => {
      const ways = any.versions.flatMap((planned) => toWaysOut(planned, any, context).ways);
      const lines = ways.filter(({ kind }) => kind === "shell").flatMap(({ commands }) => commands.join("\n").split("\n"));
      // -n parses and runs nothing.
      execFileSync("bash", ["-n"], { input: lines.join("\n"), stdio: ["pipe", "pipe", "pipe"] });
      for (const line of lines) {
        expect(line).not.toMatch(INVISIBLE);
        expect(line).not.toMatch(/##\[|^\s*::/);
      }
    }),
    { numRuns: 60 },
  );
});
