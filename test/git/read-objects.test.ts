import { createHash } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { readDigests, readIds, readObjects, readTexts } from "../../src/git/read-objects.ts";
import { toDigest } from "../../src/model/digest.ts";
import { createRegistry } from "../support/registry.ts";
import { importCommits } from "./import-commits.ts";
import { openGit } from "./open-git.ts";

describe("readObjects", () => {
  test("gives objects of every kind and size in the order of the names, null for what is not there", async () => {
    const registry = createRegistry();
    const contents = {
      empty: "",
      small: "a",
      "line-feeds": "\n\n\n",
      looks: `${"1".repeat(40)} blob 5\nhello`,
      big: "0123456789".repeat(400_000),
      "a b": "space",
    };
    for (const [path, content] of Object.entries(contents)) registry.write(path, content);
    registry.write("bytes", Buffer.from([0, 255, 10, 0]));
    const sha = registry.commit("contents");
    registry.tag("annotated", sha, { annotated: true });
    const paths = [...Object.keys(contents), "bytes"];
    const names = [
      "nothing",
      ...paths.map((path) => `${sha}:${path}`),
      `${sha}:none`,
      "1".repeat(40),
      sha,
      `${sha}^{tree}`,
      "annotated",
      registry.blob("small"),
      registry.blob("small"),
      `${sha}:big`,
    ];
    const objects = await readObjects(openGit(registry.dir), names);
    expect(objects.map((object) => object?.type ?? null)).toEqual([
      null,
      ...paths.map(() => "blob"),
      null,
      null,
      "commit",
      "tree",
      "tag",
      "blob",
      "blob",
      "blob",
    ]);
    expect(objects.slice(1, 1 + Object.keys(contents).length).map((object) => object?.content.toString())).toEqual(Object.values(contents));
    expect(objects[paths.length]?.content).toEqual(Buffer.from([0, 255, 10, 0]));
    expect(objects[1]?.oid).toBe(registry.blob("empty"));
    expect(objects.at(-1)?.content.length).toBe(4_000_000);
  });

  test("reads 5,000 objects with one process", async () => {
    const registry = createRegistry();
    const sha = importCommits(registry, [
      Array.from({ length: 5000 }, (_, number) => [`flows/${number}.yml`, `number ${number}\n`] as const),
    ]);
    const names = Array.from({ length: 5000 }, (_, number) => `${sha}:flows/${number}.yml`);
    const started = vi.fn();
    const objects = await readObjects(openGit(registry.dir, {}, started), names);
    expect(objects.every((object, number) => object?.content.toString() === `number ${number}\n`)).toBe(true);
    expect(started).toHaveBeenCalledTimes(1);
    const ids = await readIds(openGit(registry.dir, {}, started), [...names, `${sha}:flows/5000.yml`]);
    expect(ids).toEqual([...objects.map((object) => object?.oid), null]);
    expect(started).toHaveBeenCalledTimes(3);
  });

  test("no names need no process", async () => {
    const started = vi.fn();
    const git = openGit("none", {}, started);
    expect(await readObjects(git, [])).toEqual([]);
    expect(await readIds(git, [])).toEqual([]);
    expect(started).not.toHaveBeenCalled();
  });
});

test("ids of names: null where there is no file, whatever the path looks like", async () => {
  const registry = createRegistry();
  for (const path of ["a b/1.0.0.yml", "größe/1.0.0.yml", "x"]) registry.write(path, path);
  const sha = registry.commit("root");
  const paths = ["a b/1.0.0.yml", "none", "größe/1.0.0.yml", "x/1.0.0.yml", "x"];
  const ids = await readIds(openGit(registry.dir), [...paths.map((path) => `${sha}:${path}`), `${"1".repeat(40)}:x`, ""]);
  expect(ids).toEqual([registry.blob("a b/1.0.0.yml"), null, registry.blob("größe/1.0.0.yml"), null, registry.blob("x"), null, null]);
});

test("digests are of the bytes, by blob; what is no blob or not there has none", async () => {
  const registry = createRegistry();
  registry.write("a", "a\r\n");
  registry.write("b", Buffer.from([0xff, 0xfe]));
  const sha = registry.commit("root");
  const [a, b] = [registry.blob("a"), registry.blob("b")];
  const digests = await readDigests(openGit(registry.dir), new Set([a, b, sha, "1".repeat(40)]));
  expect(digests).toEqual(
    new Map([
      [a, toDigest("a\r\n")],
      [
        b,
        `sha256:${createHash("sha256")
          .update(Buffer.from([0xff, 0xfe]))
          .digest("hex")}`,
      ],
    ]),
  );
});

test("texts by name; null for a folder and for what is not there", async () => {
  const registry = createRegistry();
  registry.write("größe/1.0.0.yml", "Größe\n");
  const sha = registry.commit("root");
  const names = [`${sha}:größe/1.0.0.yml`, `${sha}:größe`, `${sha}:none`];
  expect(await readTexts(openGit(registry.dir), names)).toEqual(
    new Map([
      [names[0], "Größe\n"],
      [names[1], null],
      [names[2], null],
    ]),
  );
});
