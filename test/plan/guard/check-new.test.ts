import { describe, expect, test } from "vitest";
import { check, findingOf, findingsOf, flow, versionAt, type Pull } from "./pull.ts";

const OLD = flow();
const TOOL = flow({ tools: ["grep", "run_command"] });
const REQUIRED = flow({ inputs: { goal: "required" } });
const PROMPT = flow({ prompt: "Read all of it." });
const BASE = { "chat/1.2.0.yml": OLD };

interface Case extends Pull {
  readonly name: string;
  /** The new version's file. */
  readonly path: string;
  readonly found: readonly string[];
  readonly against?: string | null;
  readonly proposed?: string;
}

const CASES: readonly Case[] = [
  { name: "the first one", base: {}, head: { "chat/1.0.0.yml": OLD }, path: "chat/1.0.0.yml", found: [], against: null },
  { name: "a patch with another prompt", head: { "chat/1.2.1.yml": PROMPT }, path: "chat/1.2.1.yml", found: [] },
  { name: "a minor one with another prompt", head: { "chat/1.3.0.yml": PROMPT }, path: "chat/1.3.0.yml", found: [] },
  { name: "a copy of the one before", head: { "chat/1.2.1.yml": OLD }, path: "chat/1.2.1.yml", found: [] },
  {
    name: "a patch with a tool more",
    head: { "chat/1.2.1.yml": TOOL },
    path: "chat/1.2.1.yml",
    found: ["error tool-added chat/1.2.1.yml:10", "warning capability-gained chat/1.2.1.yml:10"],
    proposed: "1.3.0",
  },
  { name: "a minor one with a tool more", head: { "chat/1.3.0.yml": TOOL }, path: "chat/1.3.0.yml", found: [] },
  {
    name: "a minor one with a required input",
    head: { "chat/1.3.0.yml": REQUIRED },
    path: "chat/1.3.0.yml",
    found: ["error input-required-added chat/1.3.0.yml:18"],
    proposed: "2.0.0",
  },
  { name: "a major one with a required input", head: { "chat/2.0.0.yml": REQUIRED }, path: "chat/2.0.0.yml", found: [] },
  {
    name: "below 1.0.0, the second number takes it all",
    base: { "chat/0.2.0.yml": OLD },
    head: { "chat/0.3.0.yml": REQUIRED },
    path: "chat/0.3.0.yml",
    found: [],
    against: "0.2.0",
  },
  {
    name: "below 1.0.0, the third number does not",
    base: { "chat/0.2.0.yml": OLD },
    head: { "chat/0.2.1.yml": REQUIRED },
    path: "chat/0.2.1.yml",
    found: ["error input-required-added chat/0.2.1.yml:18"],
    against: "0.2.0",
    proposed: "0.3.0",
  },
  {
    name: "an allowed change",
    head: {
      "chat/1.2.1.yml": flow({
        comment: "flow-tagbot: allow tool-added run_command: nobody uses it yet",
        tools: ["grep", "run_command"],
      }),
    },
    path: "chat/1.2.1.yml",
    found: [],
  },
  {
    name: "an allowed change, not by name",
    head: {
      "chat/1.2.1.yml": flow({ comment: "flow-tagbot: allow tool-added: nobody uses it yet", tools: ["grep", "run_command"] }),
    },
    path: "chat/1.2.1.yml",
    found: ["warning capability-gained chat/1.2.1.yml:11"],
  },
  {
    name: "an allowance that allows nothing",
    head: { "chat/1.2.1.yml": flow({ comment: "flow-tagbot: allow tool-added edit_file: because", prompt: "Do it." }) },
    path: "chat/1.2.1.yml",
    found: ["warning allowance-unused chat/1.2.1.yml:1"],
  },
  {
    name: "a rule that asks for less here",
    guard: { flows: new Map([["chat", { rules: { "tool-added": { bump: "patch" }, "capability-gained": { level: "fail" } } }]]) },
    head: { "chat/1.2.1.yml": TOOL },
    path: "chat/1.2.1.yml",
    found: ["error capability-gained chat/1.2.1.yml:10"],
  },
  {
    name: "a rule that only warns",
    guard: { rules: { "input-required-added": { level: "warn" } } },
    head: { "chat/1.3.0.yml": REQUIRED },
    path: "chat/1.3.0.yml",
    found: ["warning input-required-added chat/1.3.0.yml:18"],
    proposed: "2.0.0",
  },
  {
    name: "a rule that is off",
    guard: { rules: { "input-required-added": { level: "off" } } },
    head: { "chat/1.3.0.yml": REQUIRED },
    path: "chat/1.3.0.yml",
    found: [],
  },
  {
    name: "a backport",
    base: { ...BASE, "chat/2.0.0.yml": REQUIRED },
    head: { "chat/1.2.1.yml": PROMPT },
    path: "chat/1.2.1.yml",
    found: ["warning version-backwards chat/1.2.1.yml:1"],
  },
  {
    name: "a backport, where going backwards fails",
    guard: { rules: { "version-backwards": { level: "fail" } } },
    base: { ...BASE, "chat/2.0.0.yml": REQUIRED },
    head: { "chat/1.2.1.yml": PROMPT },
    path: "chat/1.2.1.yml",
    found: ["warning version-backwards chat/1.2.1.yml:1"],
  },
  {
    name: "one that goes backwards",
    guard: { rules: { "version-backwards": { level: "fail" } } },
    base: { ...BASE, "chat/2.0.0.yml": REQUIRED },
    head: { "chat/1.3.0.yml": PROMPT },
    path: "chat/1.3.0.yml",
    found: ["error version-backwards chat/1.3.0.yml:1"],
  },
  {
    name: "one that skips a number",
    head: { "chat/1.4.0.yml": PROMPT },
    path: "chat/1.4.0.yml",
    found: ["warning version-skipped chat/1.4.0.yml:1"],
  },
  {
    name: "one that follows a withdrawn one",
    tags: { "chat-v1.3.0": TOOL },
    head: { "chat/1.4.0.yml": flow({ tools: ["grep", "run_command"], prompt: "Do it." }) },
    path: "chat/1.4.0.yml",
    found: [],
    against: "1.3.0",
  },
  {
    name: "the second of two new ones",
    head: { "chat/1.3.0.yml": TOOL, "chat/2.0.0.yml": REQUIRED },
    path: "chat/2.0.0.yml",
    found: [],
    against: "1.3.0",
  },
  {
    name: "one whose flow does not start",
    base: {},
    head: { "chat/1.1.0.yml": OLD },
    path: "chat/1.1.0.yml",
    found: ["warning version-without-start chat/1.1.0.yml:1"],
    against: null,
  },
  { name: "a variant", head: { "chat/1.2.0-orbit.yml": REQUIRED }, path: "chat/1.2.0-orbit.yml", found: [], against: null },
  {
    name: "a variant without its base",
    head: { "chat/2.0.0-orbit.yml": REQUIRED },
    path: "chat/2.0.0-orbit.yml",
    found: ["warning variant-without-base chat/2.0.0-orbit.yml:1"],
    against: null,
  },
  {
    name: "a variant's patch with a required input",
    base: { ...BASE, "chat/1.2.0-orbit.yml": OLD, "chat/1.2.1.yml": OLD },
    head: { "chat/1.2.1-orbit.yml": REQUIRED },
    path: "chat/1.2.1-orbit.yml",
    found: ["error input-required-added chat/1.2.1-orbit.yml:18"],
    against: "1.2.0-orbit",
    proposed: "2.0.0-orbit",
  },
  { name: "a prerelease of the next major one", head: { "chat/2.0.0-rc.1.yml": REQUIRED }, path: "chat/2.0.0-rc.1.yml", found: [] },
  {
    name: "a further prerelease",
    base: { ...BASE, "chat/2.0.0-rc.1.yml": OLD },
    head: { "chat/2.0.0-rc.2.yml": REQUIRED },
    path: "chat/2.0.0-rc.2.yml",
    found: [],
    against: "2.0.0-rc.1",
  },
  {
    name: "the version after its prereleases, held to the last one that is out",
    base: { ...BASE, "chat/1.3.0-rc.1.yml": REQUIRED },
    head: { "chat/1.3.0.yml": REQUIRED },
    path: "chat/1.3.0.yml",
    found: ["error input-required-added chat/1.3.0.yml:18"],
    proposed: "2.0.0",
  },
  {
    name: "one whose predecessor had drifted, held to what was published",
    base: { "chat/1.2.0.yml": REQUIRED },
    tags: { "chat-v1.2.0": OLD },
    head: { "chat/1.2.1.yml": REQUIRED },
    path: "chat/1.2.1.yml",
    found: ["error input-required-added chat/1.2.1.yml:18"],
    proposed: "2.0.0",
  },
  {
    name: "one that is held to what the pull request edits, as it was published",
    head: { "chat/1.2.0.yml": REQUIRED, "chat/1.2.1.yml": REQUIRED },
    path: "chat/1.2.1.yml",
    found: ["error published-edited chat/1.2.0.yml:18", "error input-required-added chat/1.2.1.yml:18"],
    proposed: "2.0.0",
  },
  {
    name: "one after a link, held to what comes before it",
    base: { ...BASE, "chat/1.3.0.yml": { link: "1.2.0.yml" } },
    head: { "chat/1.3.1.yml": REQUIRED },
    path: "chat/1.3.1.yml",
    found: ["error input-required-added chat/1.3.1.yml:18"],
    proposed: "2.0.0",
  },
  {
    name: "one after a link that has a tag",
    base: { ...BASE, "chat/1.3.0.yml": { link: "1.2.0.yml" } },
    tags: { "chat-v1.3.0": "1.2.0.yml" },
    head: { "chat/1.3.1.yml": OLD },
    path: "chat/1.3.1.yml",
    found: [],
  },
  {
    name: "one after nothing but a link",
    base: { "chat/1.2.0.yml": { link: "1.1.0.yml" } },
    head: { "chat/1.2.1.yml": OLD },
    path: "chat/1.2.1.yml",
    found: ["warning not-compared chat/1.2.1.yml:1"],
  },
  {
    name: "one after what cannot be read",
    base: { "chat/1.2.0.yml": "a: [" },
    tags: { "chat-v1.2.0": "a: [" },
    head: { "chat/1.2.1.yml": OLD },
    path: "chat/1.2.1.yml",
    found: ["warning not-compared chat/1.2.1.yml:1"],
  },
];

test.each(CASES)("A new version: $name", async ({ path, found, against = "1.2.0", proposed = null, ...pull }) => {
  const whole = { base: BASE, ...pull };
  expect(await findingsOf(whole)).toEqual(found);
  const version = versionAt(await check(whole), path);
  expect([version.status, version.against?.version ?? null, version.proposed]).toEqual(["added", against, proposed]);
});

test("What the number does not give is told with the number that does", async () => {
  const report = await check({ base: BASE, head: { "chat/1.2.1.yml": TOOL } });
  const finding = findingOf(report, "tool-added");
  expect(finding).toMatchObject({ flow: "chat", version: "1.2.1", line: 10, column: 9, fix: "Call it 1.3.0." });
  expect(finding.message).toBe(
    "Component reader gained the tool run_command. That takes a minor step, and 1.2.1 is a patch step from 1.2.0.",
  );
  expect(finding.commands).toEqual([
    "git mv -- chat/1.2.1.yml chat/1.3.0.yml &&\ngit commit -m 'Publish chat 1.2.1 as 1.3.0' -- chat/1.2.1.yml chat/1.3.0.yml",
  ]);
  expect(findingOf(report, "capability-gained").message).toBe("chat 1.2.1, a patch of 1.2.0, gains the tool run_command.");
});

test("A file that git does not know yet is added before it moves, and its commit is left to its owner", async () => {
  const report = await check({ base: BASE, head: { "chat/1.2.1.yml": TOOL }, commit: null });
  expect(findingOf(report, "tool-added").commands).toEqual(["git add -- chat/1.2.1.yml &&\ngit mv -- chat/1.2.1.yml chat/1.3.0.yml"]);
});

test("A backport says so", async () => {
  const report = await check({ base: { ...BASE, "chat/2.0.0.yml": OLD }, head: { "chat/1.2.1.yml": PROMPT } });
  expect(findingOf(report, "version-backwards")).toMatchObject({ message: expect.stringContaining("backport") as string, commands: [] });
});

test("However much changes, the findings of one file are bounded", async () => {
  const tools = Array.from({ length: 200 }, (_, index) => `tool_${index}`);
  const report = await check({ base: BASE, head: { "chat/1.2.1.yml": flow({ tools: ["grep", ...tools] }) } });
  const hits = report.findings.filter(({ id }) => id === "tool-added");
  expect(hits).toHaveLength(20);
  expect(hits.some(({ message }) => message.endsWith("180 more changes ask for more than the number gives."))).toBe(true);
  expect(findingOf(report, "capability-gained").message.length).toBeLessThan(300);
});

describe("A proposed number", () => {
  test.each([TOOL, REQUIRED, flow({ tools: [] })])("is one that a second check takes", async (text) => {
    for (const number of ["1.2.1", "1.3.0", "2.0.0"]) {
      const base = { ...BASE, "chat/1.1.0.yml": OLD, "chat/1.4.0.yml": TOOL };
      const { proposed } = versionAt(await check({ base, head: { [`chat/${number}.yml`]: text } }), `chat/${number}.yml`);
      if (proposed === null) continue;
      const again = await check({ base, head: { [`chat/${proposed}.yml`]: text } });
      expect(again.findings.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(versionAt(again, `chat/${proposed}.yml`).proposed).toBeNull();
    }
  });
});
