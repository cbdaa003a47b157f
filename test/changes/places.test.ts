import { expect, test } from "vitest";
import { renderPath } from "../../src/changes/path.ts";
import { createReader, toFound } from "../../src/changes/places.ts";
import { FLOW_REGISTRY } from "../../src/changes/profiles/flow-registry.ts";
import { read, REVIEW } from "./documents.ts";

const reader = createReader(FLOW_REGISTRY);
const root = read(REVIEW);

test("a pattern selects its values by the names of their items, in the document's order", () => {
  const found = reader.select(root, "components.*.toolset.*");
  expect(found.map(({ path, at }) => `${renderPath(path)} ${at.line}`)).toEqual([
    "components.planner.toolset.read_file 15",
    "components.planner.toolset.grep 15",
    "components.planner.toolset.run_command 15",
    "components.writer.toolset.edit_file 22",
  ]);
  expect(found[0]?.above.map(({ kind }) => kind)).toEqual(["map", "list", "map", "list"]);
});

test("the first meaning that fits counts, and a place without any has none", () => {
  const [tool] = reader.select(root, "components.*.toolset.*");
  expect(reader.meaningAt(tool?.path ?? [])).toMatchObject({ place: { subject: "tool" }, owner: "planner", name: "read_file" });
  expect(reader.meaningAt([{ kind: "key", key: "product_group" }])).toBeNull();
  expect(reader.meaningAt([])).toBeNull();
});

test("children of a list without names are told by position", () => {
  const children = createReader({ meanings: [], collections: [] }).childrenOf(toFound(read("[a, {name: b}]")));
  expect(children.map(({ path }) => renderPath(path))).toEqual(["[0]", "[1]"]);
  expect(reader.collectionAt([{ kind: "key", key: "routers" }])?.by).toEqual(["from"]);
});
