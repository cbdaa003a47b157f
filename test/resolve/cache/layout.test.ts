import { expect, test } from "vitest";
import { caught } from "../../caught.ts";
import { isRegistryId, pathOf, placeOfAnswer, placeOfEntry, placeOfNote, placeOfRefs } from "../../../src/resolve/cache/layout.ts";
import { entryOf, QUESTION, REGISTRY } from "./sample-entry.ts";

const { key } = entryOf();

test("everything of a registry lies in its folder, below the layout's version", () => {
  expect(pathOf("/cache", placeOfEntry(key))).toMatch(/^\/cache\/v1\/example-com-acme-flows-0123456789ab\/entries\/a{40}-[0-9a-f]{32}$/);
  expect(pathOf("/cache", placeOfAnswer(QUESTION))).toMatch(/\/v1\/[^/]*\/answers\/[0-9a-f]{32}\.json$/);
  expect(pathOf("/cache", placeOfRefs(REGISTRY))).toMatch(/\/v1\/[^/]*\/refs\/[0-9a-f]{32}\.json$/);
  expect(pathOf("/cache", placeOfNote(REGISTRY, key.commit, "../../x"))).toMatch(/\/v1\/[^/]*\/notes\/a{40}-[0-9a-f]{32}\.json$/);
});

test("entries and questions that differ in anything have other places", () => {
  const other = { ...REGISTRY, url: "https://example.com/other" };
  const entries = [key, { ...key, path: "x.yml" }, { ...key, commit: "b".repeat(40) }, { ...key, registry: other }];
  expect(new Set(entries.map((one) => placeOfEntry(one).name)).size).toBe(4);
  const questions = [
    QUESTION,
    { ...QUESTION, flow: "x" },
    { ...QUESTION, ref: "^1" },
    { ...QUESTION, root: "" },
    { ...QUESTION, prerelease: true },
    { ...QUESTION, registry: other },
  ];
  expect(new Set(questions.map((one) => placeOfAnswer(one).name)).size).toBe(6);
  expect(placeOfRefs(other).name).not.toBe(placeOfRefs(REGISTRY).name);
});

test.each(["", ".", "..", ".stages", "a/b", "a\\b", "a.", "a\0", "é", "x".repeat(151)])("%j is no registry's folder", (id) => {
  expect(isRegistryId(id)).toBe(false);
  expect(caught(() => placeOfEntry({ ...key, registry: { ...REGISTRY, id } }))).toBeInstanceOf(TypeError);
});

test.each(["", "a".repeat(39), "A".repeat(40), "../".repeat(20), `${"a".repeat(40)}\n`])("%j is no commit", (commit) => {
  expect(caught(() => placeOfEntry({ ...key, commit }))).toBeInstanceOf(TypeError);
  expect(caught(() => placeOfNote(REGISTRY, commit, "x"))).toBeInstanceOf(TypeError);
});
