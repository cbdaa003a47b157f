import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { renderTagCommands } from "../../src/manual/commands.ts";
import { INVISIBLE } from "../../src/model/invisible.ts";
import type { ManualContext } from "../../src/manual/way-out.ts";
import { toWaysOut } from "../../src/manual/ways-out.ts";
import { CODES, type Code } from "../../src/model/codes.ts";
import type { PlannedVersion } from "../../src/model/plan.ts";
import { createClone } from "./clone.ts";
import { context, createRelease, createTag, foreignPlan, plan, sha, version } from "./sample-plan.ts";

const local: ManualContext = { ...context, site: null };

const commandsOf = (planned: PlannedVersion, index: number): readonly string[] =>
  toWaysOut(planned, plan({ versions: [planned] }), local, []).ways[index]?.commands ?? [];

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
  ["version-yaml-invalid", 0],
  ["release-immutable", 1],
  ["push-workflow", 1],
  ["push-ruleset", 1],
  ["push-denied", 1],
  ["push-sso", 1],
  ["push-refused", 1],
  ["release-workflow", 1],
  ["release-ruleset", 1],
  ["forge-auth", 1],
  ["forge-denied", 1],
  ["forge-sso", 1],
  ["forge-invalid", 1],
  ["ssh-key-invalid", 1],
  ["ssh-key-refused", 1],
  ["ssh-host-unknown", 1],
  ["signing-key-missing", 1],
  ["signing-key-invalid", 1],
  ["signing-key-expired", 1],
  ["signing-key-mismatch", 1],
  ["signing-failed", 1],
])("A version with %s has cause, prevention and %i ways out", (code, number) => {
  const path = code.startsWith("version-name") ? "flows/a/v1.yml" : "flows/a/1.0.0.yml";
  const planned = version({ flow: "a", path, state: "blocked", code, tagged: { commit: sha("c"), blob: sha("c") } });
  const { what, cause, ways, prevent } = toWaysOut(planned, plan({}), context, [createTag(planned)]);
  expect(what).toBe(`${CODES[code].headline}.`);
  expect([cause, prevent]).not.toContain("");
  expect(ways).toHaveLength(number);
});

test("What a person may do as it is, is done with the very actions that the plan has for it", () => {
  const planned = version({ state: "blocked", code: "push-workflow", reason: "The token may not push it" });
  const manual = [createTag(planned), createRelease(planned)];
  const { what, ways } = toWaysOut(planned, plan({ versions: [planned] }), { ...context, sign: true }, manual);
  expect(what).toBe("The token may not push it.");
  expect(ways.map(({ commands }) => commands)).toEqual([
    [
      "git fetch origin",
      ...renderTagCommands(createTag(planned), { pushTo: "origin", sign: true }),
      "flow-tagbot notes code_review@1.0.0 | gh release create code_review-v1.0.0 --verify-tag --title 'code_review 1.0.0' --notes-file - --latest=false -R octo/flows",
    ],
  ]);
});

test("Commands are lines that bash can parse and that are harmless to show, whatever the names are", () => {
  fc.assert(
    fc.property(foreignPlan, (any) => {
      const ways = any.versions.flatMap((planned) => toWaysOut(planned, any, context, any.manual).ways);
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
