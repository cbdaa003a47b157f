import { expect, test } from "vitest";
import { findingsOf, flow, type Pull } from "./pull.ts";

const TEXT = flow();
const ROOTS = {
  roots: [
    { path: "one", tag: "{flow}-v{version}" },
    { path: "two", tag: "{flow}-v{version}" },
  ],
};

interface Case extends Pull {
  readonly name: string;
  readonly found: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: "the same version in two roots",
    config: ROOTS,
    base: { "one/chat/1.0.0.yml": TEXT, "two/talk/1.0.0.yml": TEXT },
    head: { "two/chat/1.0.0.yml": TEXT },
    found: ["error tag-clash two/chat/1.0.0.yml"],
  },
  {
    name: "the same version in two roots, while the first one has its tag",
    config: ROOTS,
    base: { "one/chat/1.0.0.yml": TEXT, "two/talk/1.0.0.yml": TEXT },
    tags: { "chat-v1.0.0": TEXT },
    head: { "two/chat/1.0.0.yml": flow({ prompt: "Do it." }) },
    found: ["error tag-clash two/chat/1.0.0.yml"],
  },
  { name: "a twin", base: { "chat/1.0.0.yml": TEXT }, head: { "chat/1.0.0.yaml": TEXT }, found: ["error version-twins chat/1.0.0.yaml"] },
  {
    name: "another case",
    base: { "chat/1.0.0.yml": TEXT },
    head: { "Chat/1.1.0.yml": TEXT },
    found: ["error flow-name-case Chat/1.1.0.yml"],
  },
  {
    name: "a link",
    base: { "chat/1.0.0.yml": TEXT },
    head: { "chat/1.1.0.yml": { link: "1.0.0.yml" } },
    found: ["error version-link chat/1.1.0.yml"],
  },
  {
    name: "a name with a v",
    base: { "chat/1.0.0.yml": TEXT },
    head: { "chat/v1.1.0.yml": TEXT },
    found: ["warning version-name-v chat/v1.1.0.yml"],
  },
  {
    name: "a name with a zero",
    base: { "chat/1.0.0.yml": TEXT },
    head: { "chat/1.01.0.yml": TEXT },
    found: ["warning version-name-zero chat/1.01.0.yml"],
  },
  {
    name: "a name that is no version",
    base: { "chat/1.0.0.yml": TEXT },
    head: { "chat/next.yml": TEXT },
    found: ["warning not-a-version chat/next.yml"],
  },
  {
    name: "a flow without versions",
    config: { roots: [{ path: "one", tag: "{flow}-v{version}" }] },
    head: { "one/chat.yml": TEXT },
    found: ["warning unversioned one/chat.yml"],
  },
  { name: "a flow name that cannot be used", head: { "my chat/1.0.0.yml": TEXT }, found: ["error flow-name-unsafe my chat/1.0.0.yml"] },
  {
    name: "a root that it empties",
    config: ROOTS,
    base: { "one/chat/1.0.0.yml": TEXT, "two/talk/1.0.0.yml": { link: "x" } },
    head: { "two/talk/1.0.0.yml": null },
    found: ["error root-missing two"],
  },
  {
    name: "what was wrong before, in a file it does not touch",
    base: { "chat/v1.0.0.yml": TEXT, "chat/1.0.0.yml": TEXT },
    head: { "talk/1.0.0.yml": TEXT },
    found: [],
  },
  {
    name: "what was wrong before, in a file it touches",
    base: { "chat/v1.0.0.yml": TEXT, "chat/1.0.0.yml": TEXT },
    head: { "chat/v1.0.0.yml": flow({ prompt: "Do it." }) },
    found: [],
  },
];

test.each(CASES)("A pull request brings about $name", async ({ found, ...pull }) => {
  expect(await findingsOf(pull)).toEqual(found);
});
