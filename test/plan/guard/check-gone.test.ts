import { expect, test } from "vitest";
import { BASE, check, findingsOf, flow, TAGGED, versionAt, type Pull } from "./pull.ts";

const PATH = "chat/1.0.0.yml";
const OLD = flow();
const NEW = flow({ prompt: "Read all of it." });

interface Case extends Pull {
  readonly name: string;
  readonly found: readonly string[];
  /** Of the old path; null: nothing is said of it. */
  readonly status: string | null;
  /** Commands without the commit. */
  readonly commands?: readonly string[];
}

const BACK = `git checkout ${BASE} -- ${PATH}`;

const CASES: readonly Case[] = [
  { name: "deleted", head: { [PATH]: null }, found: [`error published-deleted ${PATH}`], status: "deleted", commands: [BACK] },
  {
    name: "deleted after it had drifted",
    tags: { "chat-v1.0.0": NEW },
    head: { [PATH]: null },
    found: [`error published-deleted ${PATH}`],
    status: "deleted",
    commands: [`git checkout ${TAGGED} -- ${PATH}`],
  },
  {
    name: "renamed to the next version",
    head: { [PATH]: null, "chat/1.0.1.yml": OLD },
    found: ["error published-renamed chat/1.0.1.yml:1"],
    status: "renamed",
    commands: [BACK],
  },
  {
    name: "renamed to the next version, and edited",
    head: { [PATH]: null, "chat/1.0.1.yml": NEW },
    found: ["error published-renamed chat/1.0.1.yml:1"],
    status: "renamed",
    commands: [BACK],
  },
  {
    name: "renamed to a number that is too small for the edit",
    head: { [PATH]: null, "chat/1.0.1.yml": flow({ inputs: { goal: "required" } }) },
    found: ["error published-renamed chat/1.0.1.yml:1", "error input-required-added chat/1.0.1.yml:18"],
    status: "renamed",
    commands: [BACK],
  },
  {
    name: "renamed to the other extension",
    head: { [PATH]: null, "chat/1.0.0.yaml": NEW },
    found: ["error published-renamed chat/1.0.0.yaml:1"],
    status: "renamed",
    commands: [BACK, "git rm -f --quiet -- chat/1.0.0.yaml"],
  },
  {
    name: "renamed to another flow",
    head: { [PATH]: null, "talk/1.0.0.yml": OLD },
    found: ["error published-renamed talk/1.0.0.yml:1"],
    status: "renamed",
    commands: [BACK],
  },
  {
    name: "renamed to what is no version",
    base: { [PATH]: OLD, "chat/0.1.0.yml": NEW },
    head: { [PATH]: null, "chat/v1.0.0.yml": OLD },
    found: ["error published-renamed chat/v1.0.0.yml:1", "warning version-name-v chat/v1.0.0.yml"],
    status: "renamed",
    commands: [BACK, "git rm -f --quiet -- chat/v1.0.0.yml"],
  },
  {
    name: "deleted while another is added that has nothing of it",
    head: { [PATH]: null, "chat/2.0.0.yml": "workflow: {name: x}\nagents: []\n" },
    found: [`error published-deleted ${PATH}`],
    status: "deleted",
    commands: [BACK],
  },
  {
    name: "moved to another folder of its name",
    head: { [PATH]: null, [`old/${PATH}`]: OLD },
    found: [`error published-renamed old/${PATH}:1`],
    status: "renamed",
    commands: [BACK, `git rm -f --quiet -- old/${PATH}`],
  },
  {
    name: "one of two twins, and the other stays",
    base: { [PATH]: OLD, "chat/1.0.0.yaml": OLD },
    head: { "chat/1.0.0.yaml": null },
    found: [],
    status: null,
  },
  { name: "a link", base: { [PATH]: { link: "x" } }, head: { [PATH]: null }, found: [], status: null },
  { name: "no YAML", base: { [PATH]: "a: [" }, head: { [PATH]: null }, found: [], status: null },
  {
    name: "deleted where nobody minds",
    guard: { rules: { "published-deleted": { level: "off" } } },
    head: { [PATH]: null },
    found: [],
    status: "deleted",
  },
];

test.each(CASES)("A published file that was $name", async ({ found, status, commands = [], ...pull }) => {
  const whole = { base: { [PATH]: OLD }, ...pull };
  expect(await findingsOf(whole)).toEqual(found);
  const report = await check(whole);
  if (status === null) expect(report.versions.filter(({ path }) => path === PATH)).toEqual([]);
  else expect(versionAt(report, PATH).status).toBe(status);
  const finding = report.findings.find(({ id }) => id.startsWith("published-"));
  expect(finding?.commands.flatMap((command) => command.split(" &&\n").slice(0, -1)) ?? []).toEqual(commands);
});
