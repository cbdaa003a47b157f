import { expect, test } from "vitest";
import { check, findingOf, findingsOf, flow, type Pull } from "./pull.ts";

const PATH = "chat/1.0.0.yml";
const STRICT = JSON.stringify({ properties: { environment: { const: "local" } } });
const SMALL = JSON.stringify({ required: ["owner"] });
const ONE = { kind: "one", path: "flow.json" } as const;
const BY_VERSION = {
  kind: "by-version",
  paths: new Map([
    ["v1", "v1.json"],
    ["v2", "v2.json"],
  ]),
} as const;

interface Case extends Omit<Pull, "head"> {
  readonly name: string;
  readonly text?: string;
  readonly found: readonly string[];
}

const CASES: readonly Case[] = [
  { name: "that it does not fit", guard: { schema: ONE }, schemas: { "flow.json": STRICT }, found: [`error schema-mismatch ${PATH}:2`] },
  { name: "that it fits", guard: { schema: ONE }, schemas: { "flow.json": "{}" }, found: [] },
  {
    name: "that only warns here",
    guard: { schema: ONE, flows: new Map([["chat", { rules: { "schema-mismatch": { level: "warn" } } }]]) },
    schemas: { "flow.json": STRICT },
    found: [`warning schema-mismatch ${PATH}:2`],
  },
  {
    name: "of its root, before the registry's",
    guard: { schema: ONE, roots: new Map([["", { rules: {}, format: null, schema: { kind: "one", path: "own.json" } }]]) },
    schemas: { "flow.json": STRICT, "own.json": SMALL },
    found: [`error schema-mismatch ${PATH}:1`],
  },
  {
    name: "by its version",
    guard: { schema: BY_VERSION },
    schemas: { "v1.json": STRICT, "v2.json": "{}" },
    found: [`error schema-mismatch ${PATH}:2`],
  },
  {
    name: "by its version, which has none",
    text: "a: 1\nversion: v3\n",
    guard: { schema: BY_VERSION },
    schemas: {},
    found: [`error schema-mismatch ${PATH}:2`],
  },
  {
    name: "by its version, which it lacks",
    text: "a: 1\n",
    guard: { schema: BY_VERSION },
    schemas: {},
    found: [`error schema-mismatch ${PATH}:1`],
  },
  { name: "that the base does not have yet", guard: { schema: ONE }, schemas: {}, found: [] },
  { name: "that is missing", guard: { schema: ONE }, schemas: { "flow.json": null }, found: ["error schema-unreadable flow.json"] },
  { name: "that is none", guard: { schema: ONE }, schemas: { "flow.json": "{" }, found: ["error schema-unreadable flow.json"] },
];

test.each(CASES)("A file is checked with the schema $name", async ({ text = flow(), found, ...pull }) => {
  expect(await findingsOf({ ...pull, head: { [PATH]: text } })).toEqual(found);
});

test("A schema that cannot be used is told once, however many files it is for", async () => {
  const head = { [PATH]: flow(), "talk/1.0.0.yml": flow(), "walk/1.0.0.yml": flow() };
  const report = await check({ head, guard: { schema: ONE }, schemas: { "flow.json": '{"$ref":"#"}' } });
  expect(report.findings).toHaveLength(1);
  expect(findingOf(report, "schema-unreadable")).toMatchObject({ path: "flow.json", flow: null, severity: "error" });
});

test("Errors of one file are bounded", async () => {
  const text = `${Array.from({ length: 50 }, (_, index) => `key${index}: 1`).join("\n")}\n`;
  const report = await check({
    head: { [PATH]: text },
    guard: { schema: ONE },
    schemas: { "flow.json": '{"additionalProperties":false}' },
  });
  expect(report.findings).toHaveLength(10);
  expect(report.findings.at(-1)).toMatchObject({ line: 10, message: expect.stringContaining("40 more errors") as string });
});
