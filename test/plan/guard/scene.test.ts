import { expect, test } from "vitest";
import { createReader, measureOf, othersOf, plainVersion, readBlob, readFile, readKnown } from "../../../src/plan/guard/scene.ts";
import { DEFAULT_CONFIG } from "../../../src/config/config.ts";
import { blobOf } from "../snapshot.ts";
import { flow, toPull } from "./pull.ts";

const PULL = toPull({
  base: { "chat/1.0.0.yml": flow(), "chat/1.1.0.yml": { link: "1.0.0.yml" } },
  head: {},
  guard: {
    format: "generic",
    roots: new Map([["", { rules: { "tool-added": { level: "warn" } }, format: "conductor", schema: null }]]),
    flows: new Map([["chat", { rules: { "tool-added": { bump: "patch" } } }]]),
  },
});
const [FILE, LINK] = PULL.base.registry.files;

test("A content is read once, and what cannot be read says so", () => {
  const read = createReader(
    new Map([
      ["a", Buffer.from("a: 1\n")],
      ["b", Buffer.from([0xff])],
      ["c", Buffer.from("c: [")],
    ]),
  );
  expect(read("a")).toMatchObject({ kind: "read", text: "a: 1\n" });
  expect(read("a")).toBe(read("a"));
  expect(read("b")).toMatchObject({ kind: "broken", text: null });
  expect(read("c")).toMatchObject({ kind: "broken", text: "c: [" });
  expect(read("d")).toBeNull();
  expect(readBlob("d", read)).toMatchObject({ kind: "broken", text: null });
  expect(readKnown({ blob: "a" }, read)).toBe(read("a"));
  expect(readKnown({ blob: null }, read)).toMatchObject({ kind: "broken", text: null });
});

test("A link's target is not its content", () => {
  const read = createReader(PULL.contents);
  expect(LINK && read(blobOf("1.0.0.yml"))?.kind).toBe("read");
  expect(LINK && readFile(LINK, read).kind).toBe("broken");
  expect(FILE && readFile(FILE, read).kind).toBe("read");
});

test("The most specific setting is the measure", () => {
  const measure = FILE && measureOf(FILE, PULL);
  expect(measure).toMatchObject({ format: "conductor", prereleaseWords: DEFAULT_CONFIG.prerelease });
  expect(measure?.settings("tool-added")).toEqual({ level: "warn", bump: "patch" });
});

test("A version is no other of its flow", () => {
  const known = { version: "1.0.0", path: "chat/1.0.0.yml", tag: null, blob: "", published: true };
  const [semver] = PULL.base.registry.files.map((file) => file.semver);
  if (FILE === undefined || semver === undefined) throw new Error("No file");
  const lineUp = new Map([
    [
      "chat",
      [
        { ...known, semver },
        { ...known, semver, version: "1.1.0" },
      ],
    ],
  ]);
  const scene = { snapshot: PULL, read: createReader(new Map()), lineUp };
  expect(othersOf(FILE, scene).map(({ version }) => version)).toEqual(["1.1.0"]);
  expect(plainVersion(FILE, "added")).toMatchObject({ path: "chat/1.0.0.yml", status: "added", required: "none", given: null });
});
