import { expect, test } from "vitest";
import { compareCapabilities, listCapabilities, type Held } from "../../src/changes/capabilities.ts";
import { chooseProfile } from "../../src/changes/choose-profile.ts";
import { createReader } from "../../src/changes/places.ts";
import { edit, read, RESEARCH, REVIEW } from "./documents.ts";

function list(text: string): readonly Held[] {
  const root = read(text);
  const profile = chooseProfile(root, null);
  return listCapabilities(root, profile.capabilities, createReader(profile));
}

const names = (held: readonly Held[]): readonly string[] => held.map(({ kind, name, owner }) => `${kind} ${name} of ${owner}`);

test("tools of both spellings and of steps are found with their components", () => {
  expect(names(list(REVIEW))).toEqual([
    "tool read_file of planner",
    "tool grep of planner",
    "tool run_command of planner",
    "tool edit_file of writer",
    "tool create_note of saver",
  ]);
});

test("servers and commands are permissions, and an agent without a list has every tool", () => {
  expect(names(list(edit(RESEARCH, "    tools: [read, search]\n", "")))).toEqual([
    "tool * of planner",
    "permission run:ls of runner",
    "tool web.* of ",
    "permission mcp:web of ",
  ]);
});

test("who has every tool gains and loses none by name", () => {
  const all = list(edit(RESEARCH, "    tools: [read, search]\n", ""));
  expect(compareCapabilities(list(RESEARCH), all, new Map())).toMatchObject({
    gained: [{ name: "*", owners: ["planner"], wholly: true }],
    lost: [],
  });
  expect(compareCapabilities(all, list(RESEARCH), new Map())).toMatchObject({ gained: [], lost: [{ name: "*", owners: ["planner"] }] });
});

const SERVER = "mcp_servers: { web: { command: npx } }";
const withTools = (tools: string): readonly Held[] =>
  list(edit(edit(RESEARCH, SERVER, `mcp_servers: { web: { command: npx, tools: ${tools} } }`), "    tools: [read, search]\n", ""));

test("a server that lists no tools has every one of its own", () => {
  expect(compareCapabilities(withTools("[a]"), withTools("~"), new Map())).toMatchObject({
    gained: [{ name: "web.*", owners: [], wholly: true }],
    lost: [],
  });
});

test("a further tool of a server is new to the flow, although an agent has every tool of the flow", () => {
  expect(compareCapabilities(withTools("[a]"), withTools("[a, b]"), new Map())).toMatchObject({
    gained: [{ name: "web.b", wholly: true }],
    lost: [],
  });
});

test("the agent that a loop runs has its tools under the name of the loop", () => {
  const loop = (agent: string): readonly string[] => names(list(`${RESEARCH}for_each: [{ name: each, agent: ${agent} }]\n`));
  expect(loop("{ tools: [push] }")).toContain("tool push of each");
  expect(loop("{ prompt: Do }")).toContain("tool * of each");
  expect(loop("planner")).not.toContain("tool * of each");
});

test("what is lost is told by the older name of its component, with its line in the older document", () => {
  const after = list(edit(edit(REVIEW, "writer", "author"), "[edit_file]", "[]"));
  expect(compareCapabilities(list(REVIEW), after, new Map([["writer", "author"]]))).toEqual({
    gained: [],
    lost: [{ kind: "tool", name: "edit_file", owners: ["writer"], at: { line: 22, column: 15 }, wholly: true }],
  });
});
