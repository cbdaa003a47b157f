import { expect, test } from "vitest";
import { check, findingOf, findingsOf, flow, versionAt, type Pull } from "./pull.ts";

const PATH = "chat/1.0.0.yml";
const TAG = "chat-v1.0.0";
const OLD = flow();
const MORE_TOOLS = flow({ tools: ["grep", "run_command"] });
const REQUIRED = flow({ inputs: { goal: "required" } });

interface Case extends Pull {
  readonly name: string;
  readonly found: readonly string[];
  readonly status: string;
  readonly proposed?: string;
}

const EDITED = `error published-edited ${PATH}`;

const CASES: readonly Case[] = [
  {
    name: "another prompt",
    head: { [PATH]: flow({ prompt: "Read all of it." }) },
    found: [`${EDITED}:21`],
    status: "edited",
    proposed: "1.0.1",
  },
  {
    name: "a tool more",
    head: { [PATH]: MORE_TOOLS },
    found: [`${EDITED}:10`, `warning capability-gained ${PATH}:10`],
    status: "edited",
    proposed: "1.1.0",
  },
  { name: "a required input", head: { [PATH]: REQUIRED }, found: [`${EDITED}:18`], status: "edited", proposed: "2.0.0" },
  {
    name: "a tool less",
    base: { [PATH]: MORE_TOOLS },
    head: { [PATH]: OLD },
    found: [`${EDITED}:10`],
    status: "edited",
    proposed: "2.0.0",
  },
  {
    name: "comments and spaces",
    head: { [PATH]: `# by us\n${OLD}\n` },
    found: [`warning published-reformatted ${PATH}:1`],
    status: "reformatted",
  },
  {
    name: "comments and spaces, where that fails",
    guard: { rules: { "published-reformatted": { level: "fail" } } },
    head: { [PATH]: `# by us\n${OLD}` },
    found: [`error published-reformatted ${PATH}:1`],
    status: "reformatted",
  },
  {
    name: "comments and spaces, where nobody minds",
    guard: { rules: { "published-reformatted": { level: "off" } } },
    head: { [PATH]: `# by us\n${OLD}` },
    found: [],
    status: "reformatted",
  },
  {
    name: "no YAML any more",
    head: { [PATH]: `${OLD}tools: [` },
    found: [`error version-yaml-invalid ${PATH}:22`, `${EDITED}:22`],
    status: "edited",
  },
  {
    name: "a link instead",
    head: { [PATH]: { link: "2.0.0.yml" } },
    found: [`error version-link ${PATH}`, `${EDITED}:1`],
    status: "edited",
  },
  {
    name: "drift that was there, put right",
    base: { [PATH]: MORE_TOOLS },
    tags: { [TAG]: OLD },
    head: { [PATH]: OLD },
    found: [],
    status: "restored",
  },
  {
    name: "drift that was there, and more of it",
    base: { [PATH]: MORE_TOOLS },
    tags: { [TAG]: OLD },
    head: { [PATH]: flow({ tools: ["grep", "run_command"], prompt: "Read all of it." }) },
    found: [`${EDITED}:22`, `warning capability-gained ${PATH}:10`],
    status: "edited",
    proposed: "1.1.0",
  },
  {
    name: "a deleted version that comes back as it was",
    base: {},
    tags: { [TAG]: OLD },
    head: { [PATH]: OLD },
    found: [],
    status: "restored",
  },
  {
    name: "a deleted version that comes back as another",
    base: {},
    tags: { [TAG]: OLD },
    head: { [PATH]: REQUIRED },
    found: [`${EDITED}:18`],
    status: "edited",
    proposed: "2.0.0",
  },
  {
    name: "its tools in another order",
    base: { [PATH]: MORE_TOOLS },
    head: { [PATH]: flow({ tools: ["run_command", "grep"] }) },
    found: [`${EDITED}:9`],
    status: "edited",
    proposed: "1.0.1",
  },
  {
    name: "what could never be read, put right",
    base: { [PATH]: "tools: [", "chat/1.1.0.yml": OLD },
    head: { [PATH]: OLD },
    found: [],
    status: "edited",
  },
  {
    name: "what was published and cannot be read",
    base: { [PATH]: "tools: [" },
    tags: { [TAG]: "tools: [" },
    head: { [PATH]: OLD },
    found: [`${EDITED}:1`],
    status: "edited",
    proposed: "2.0.0",
  },
  {
    name: "a change for which the next numbers are taken",
    base: { [PATH]: OLD, "chat/1.1.0.yml": MORE_TOOLS, "chat/1.3.0.yml": MORE_TOOLS },
    tags: { "chat-v1.2.0": OLD },
    head: { [PATH]: MORE_TOOLS },
    found: [`${EDITED}:10`, `warning capability-gained ${PATH}:10`],
    status: "edited",
    proposed: "1.4.0",
  },
  {
    name: "a gained capability that the file allows",
    head: { [PATH]: flow({ comment: "flow-tagbot: allow capability-gained run_command: agreed", tools: ["grep", "run_command"] }) },
    found: [`${EDITED}:11`],
    status: "edited",
    proposed: "1.1.0",
  },
];

test.each(CASES)("A published file with $name", async ({ found, status, proposed = null, ...pull }) => {
  const whole = { base: { [PATH]: OLD }, ...pull };
  expect(await findingsOf(whole)).toEqual(found);
  const version = versionAt(await check(whole), PATH);
  expect([version.status, version.proposed]).toEqual([status, proposed]);
});

test("An edit is told in the words of flows, however much it is, with the commands that make a version of it", async () => {
  const head = flow({ tools: ["grep", "run_command", "edit_file"], inputs: { goal: "required" }, prompt: "Do it." });
  const report = await check({ base: { [PATH]: OLD }, head: { [PATH]: head }, remote: "origin" });
  const finding = findingOf(report, "published-edited");
  expect(finding.message).toBe(
    "chat 1.0.0 is published, and its content changes: required input job.goal was added; component reader gained the tool run_command; component reader gained the tool edit_file; and 1 more change. As a new version it would be 2.0.0.",
  );
  expect(finding.commands.map((command) => command.split(" &&\n"))).toEqual([
    [
      "git fetch origin main",
      "git mv -- chat/1.0.0.yml chat/2.0.0.yml",
      `git checkout ${"ba5e".repeat(10)} -- chat/1.0.0.yml`,
      "git add -- chat/2.0.0.yml",
      "git commit -m 'Publish the change of chat 1.0.0 as 2.0.0' -- chat/1.0.0.yml chat/2.0.0.yml",
    ],
  ]);
  expect(findingOf(report, "capability-gained").message).toBe("The published chat 1.0.0 gains the tool run_command, the tool edit_file.");
});

test("A mass change of the form gives one bounded finding for each file", async () => {
  const paths = Array.from({ length: 300 }, (_, index) => `flow_${index}/1.0.0.yml`);
  const report = await check({
    base: Object.fromEntries(paths.map((path) => [path, OLD])),
    head: Object.fromEntries(paths.map((path) => [path, OLD.replaceAll('"', "'")])),
  });
  expect(report.findings).toHaveLength(300);
  expect(new Set(report.findings.map(({ id }) => id))).toEqual(new Set(["published-reformatted"]));
  expect(report.ok).toBe(true);
  expect(JSON.stringify(report.findings).length).toBeLessThan(300 * 700);
});
