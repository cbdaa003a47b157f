import { expect, test } from "vitest";
import { readFlowTags, readRepositoryTags } from "../../../src/plan/consumer/read-tags.ts";
import { tagsOf, viewOf } from "./published-of.ts";

test("readFlowTags gives the likeliest reading of each tag, and none of tags of other kinds", () => {
  const tags = tagsOf("a-v1.0.0", "a-v1.0.0-v2.0.0", "digest-20260120-0123abcd", "v1.0.0", "a-v1.0", "chat/b-v1.0.0");
  const read = readFlowTags({ tags }, viewOf({ paths: [] })).map(({ name, flow, version }) => [name, flow, version]);
  expect(read).toEqual([
    ["a-v1.0.0", "a", "1.0.0"],
    ["a-v1.0.0-v2.0.0", "a", "1.0.0-v2.0.0"],
    ["chat/b-v1.0.0", "chat/b", "1.0.0"],
  ]);
});

test("readFlowTags takes the reading whose version the commit has", () => {
  const tags = tagsOf("a-v1.0.0-v2.0.0");
  const read = readFlowTags({ tags }, viewOf({ paths: ["a-v1.0.0/2.0.0.yml"] }));
  expect(read.map(({ flow, version }) => [flow, version])).toEqual([["a-v1.0.0", "2.0.0"]]);
});

test("readRepositoryTags takes full versions, with v before without", () => {
  const tags = tagsOf("1.0.0", "v1.0.0", "v1.1.0", "2.0.0", "v1", "v01.0.0", "vv1.0.0", "release-1.0.0", "1.0.0-rc.1");
  expect(readRepositoryTags({ tags }).map(({ name, version }) => [name, version])).toEqual([
    ["v1.0.0", "1.0.0"],
    ["v1.1.0", "1.1.0"],
    ["2.0.0", "2.0.0"],
    ["1.0.0-rc.1", "1.0.0-rc.1"],
  ]);
});
