import { expect, test } from "vitest";
import { check, findingOf, findingsOf, flow, versionAt, type Content, type Pull } from "./pull.ts";

const PATH = "chat/1.0.0.yml";

interface Case extends Omit<Pull, "head"> {
  readonly name: string;
  readonly content: Content;
  readonly found: readonly string[];
}

const MISSING = `error dependency-missing ${PATH}:7`;
const FLOATING = `warning dependency-floating ${PATH}:7`;
const LISTED = { rules: { "dependency-floating": { level: "warn" } } } as const;
const FLAT = flow({ range: "^1.0.0" }).replace(/prompts:[\s\S]*/, "");

const CASES: readonly Case[] = [
  { name: "no YAML", content: "a:\n  - [", found: [`error version-yaml-invalid ${PATH}:2`] },
  { name: "no UTF-8", content: Buffer.from([0x61, 0x0a, 0x62, 0xff]), found: [`error version-yaml-invalid ${PATH}:2`] },
  { name: "two documents", content: "a: 1\n---\nb: 1\n", found: [`error version-yaml-invalid ${PATH}:2`] },
  { name: "a key that is there twice", content: "a: 1\na: 2\n", found: [`error version-yaml-invalid ${PATH}:2`] },
  { name: "a byte order mark", content: `\ufeff${flow()}`, found: [`warning yaml-ambiguous ${PATH}:1`] },
  {
    name: "an allowance without a reason",
    content: flow({ comment: "flow-tagbot: allow tool-added" }),
    found: [`error allowance-unreadable ${PATH}:1`],
  },
  { name: "a range", content: flow({ range: "^1.0.0" }), found: [FLOATING] },
  {
    name: "a range, where nobody minds",
    content: flow({ range: "^1.0.0" }),
    guard: {},
    found: [],
  },
  { name: "a range that nothing is in", content: FLAT, prompts: { "prompt:read": ["2.0.0"] }, found: [MISSING, FLOATING] },
  { name: "a prompt that nobody has", content: FLAT, prompts: {}, found: [MISSING, FLOATING] },
  { name: "a prompt that it brings itself", content: flow({ range: "^1.0.0" }), prompts: {}, found: [FLOATING] },
  { name: "a range that something is in", content: FLAT, prompts: { "prompt:read": ["1.0.0", "1.4.0"] }, found: [FLOATING] },
];

test.each(CASES)("A file with $name", async ({ content, found, ...pull }) => {
  expect(await findingsOf({ guard: LISTED, ...pull, head: { [PATH]: content } })).toEqual(found);
});

test("Floating ranges are listed with what they take today", async () => {
  const report = await check({ guard: LISTED, head: { [PATH]: FLAT }, prompts: { "prompt:read": ["1.0.0", "1.4.0", "2.0.0"] } });
  expect(findingOf(report, "dependency-floating").message).toBe("prompt read ^1.0.0 (1.4.0 today): this takes more than one version.");
  expect(versionAt(report, PATH).dependencies).toEqual([
    { kind: "prompt", id: "read", range: "^1.0.0", line: 7, resolved: "1.4.0", kept: true, pinned: false },
  ]);
});

test("A fault is told with its place", async () => {
  const report = await check({ head: { [PATH]: "a: 1\nb: 'c\n" } });
  expect(findingOf(report, "version-yaml-invalid")).toMatchObject({
    flow: "chat",
    version: "1.0.0",
    severity: "error",
    column: expect.any(Number) as number,
  });
});

test("What is in a file that only changes its form is not told again", async () => {
  expect(
    await findingsOf({ guard: LISTED, base: { [PATH]: flow({ range: "^1.0.0" }) }, head: { [PATH]: `# x\n${flow({ range: "^1.0.0" })}` } }),
  ).toEqual([`warning published-reformatted ${PATH}:1`]);
});
