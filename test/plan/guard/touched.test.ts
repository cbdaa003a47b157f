import { expect, test } from "vitest";
import { createReader } from "../../../src/plan/guard/scene.ts";
import { findPublished, findTouched } from "../../../src/plan/guard/touched.ts";
import { blobOf } from "../snapshot.ts";
import { BASE, flow, TAGGED, toPull, type Pull } from "./pull.ts";

const [OLD, NEW] = [flow(), flow({ prompt: "Do it." })];
const PATH = "chat/1.0.0.yml";
const TAG = "chat-v1.0.0";

function touched(pull: Pull): readonly string[] {
  const snapshot = toPull(pull);
  return findTouched(snapshot, createReader(snapshot.contents)).map((one) => {
    switch (one.kind) {
      case "new":
        return `${one.status} ${one.file.path}`;
      case "kept":
        return `kept ${one.file.path}${one.before === null ? " again" : ""}`;
      case "gone":
        return `gone ${one.file.path}${one.to === null ? "" : ` to ${one.to}`}`;
      case "other-name":
        return `other ${one.file.path}`;
    }
  });
}

test.each<[name: string, pull: Pull, found: readonly string[]]>([
  ["nothing", { base: { [PATH]: OLD }, head: { [PATH]: OLD } }, []],
  ["no version", { head: { "README.md": "x" } }, []],
  ["a new one", { head: { [PATH]: OLD } }, [`added ${PATH}`]],
  ["a new one with a tag that holds no such file", { tags: { [TAG]: null }, head: { [PATH]: OLD } }, [`added ${PATH}`]],
  ["a published one", { base: { [PATH]: OLD }, head: { [PATH]: NEW } }, [`kept ${PATH}`]],
  ["a tag's", { tags: { [TAG]: OLD }, head: { [PATH]: OLD } }, [`kept ${PATH} again`]],
  ["a deleted one", { base: { [PATH]: OLD }, head: { [PATH]: null } }, [`gone ${PATH}`]],
  [
    "a renamed one",
    { base: { [PATH]: OLD }, head: { [PATH]: null, "chat/1.1.0.yml": OLD } },
    [`gone ${PATH} to chat/1.1.0.yml`, "added chat/1.1.0.yml"],
  ],
  [
    "another extension",
    { base: { [PATH]: OLD }, head: { [PATH]: null, "chat/1.0.0.yaml": OLD } },
    ["other chat/1.0.0.yaml", `gone ${PATH} to chat/1.0.0.yaml`],
  ],
  ["a twin", { base: { [PATH]: OLD }, head: { "chat/1.0.0.yaml": OLD } }, ["other chat/1.0.0.yaml"]],
  ["a twin that goes", { base: { [PATH]: OLD, "chat/1.0.0.yaml": OLD }, head: { [PATH]: null } }, []],
  ["what could not be read", { base: { [PATH]: "a: [" }, head: { [PATH]: OLD } }, [`edited ${PATH}`]],
  ["a link that becomes a file", { base: { [PATH]: { link: "x" } }, head: { [PATH]: OLD } }, [`edited ${PATH}`]],
  ["a file that becomes a link", { base: { [PATH]: OLD }, head: { [PATH]: { link: "x" } } }, [`kept ${PATH}`]],
])("A pull request touches %s", (_, pull, found) => {
  expect(touched(pull)).toEqual(found);
});

test("A published version is what its tag holds, and is taken from where a clone has it", () => {
  const published = (pull: Omit<Pull, "head">): ReturnType<typeof findPublished> => {
    const snapshot = toPull({ base: { [PATH]: OLD }, ...pull, head: {} });
    const [file] = snapshot.base.registry.files;
    return file === undefined ? null : findPublished(file, snapshot, createReader(snapshot.contents), true);
  };
  expect(published({})).toEqual({ blob: blobOf(OLD), commit: BASE, tag: null });
  expect(published({ tags: { [TAG]: OLD } })).toEqual({ blob: blobOf(OLD), commit: BASE, tag: TAG });
  expect(published({ tags: { [TAG]: NEW } })).toEqual({ blob: blobOf(NEW), commit: TAGGED, tag: TAG });
  expect(published({ tags: { [TAG]: null } })).toEqual({ blob: blobOf(OLD), commit: BASE, tag: null });
  expect(published({ base: { [PATH]: "a: [" } })).toBeNull();
  expect(published({ base: { [PATH]: "a: [" }, tags: { [TAG]: "a: [" } })).not.toBeNull();
});
