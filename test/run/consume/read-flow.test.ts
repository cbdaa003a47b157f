import { hash } from "node:crypto";
import { expect, test } from "vitest";
import { openRepository } from "../../../src/git/open-repository.ts";
import { contentKey, readContents } from "../../../src/run/read-contents.ts";
import { readFlow } from "../../../src/run/consume/read-flow.ts";
import { openGit } from "../../git/open-git.ts";
import { files } from "../../registry/entries.ts";
import { createRegistry } from "../../support/registry.ts";
import { openConsumer } from "./consumer.ts";

test("a version is read in as few requests as there are levels, with the digest that sha256sum would give", async () => {
  const texts: Readonly<Record<string, string>> = { "a/1.0.0.yml": "version: v1\nx: p.yml\n", "a/p.yml": "y: q.md\n", "a/q.md": "q" };
  const entries = files(...Object.keys(texts));
  const asked: number[] = [];
  const readContents = (wanted: typeof entries): Promise<ReadonlyMap<string, Buffer>> => {
    asked.push(wanted.length);
    return Promise.resolve(new Map(wanted.map(({ oid, path }) => [oid, Buffer.from(texts[path] ?? "")])));
  };
  const [file] = entries;
  if (file === undefined) throw new Error("no file");
  const target = { flow: "a", layout: "versions", root: null, version: "1.0.0", kind: "stable", file, entries } as const;
  const { facts, contents } = await readFlow({ readContents }, "1".repeat(40), target, "a-v1.0.0");
  const sums = ["1.0.0.yml", "p.yml", "q.md"].map((name) => `${hash("sha256", texts[`a/${name}`] ?? "")}  ${name}\n`).join("");
  expect(facts).toMatchObject({ framework: "v1", tag: "a-v1.0.0", contentDigest: `sha256:${hash("sha256", sums)}` });
  expect([...contents.keys()]).toEqual(["a/1.0.0.yml", "a/p.yml", "a/q.md"]);
  expect(asked).toEqual([1, 2, 3]);
});

/** What the tag's message and the index say is read by other code, in a clone. */
test("what a version is made of is the same as when it was published", async () => {
  const registry = createRegistry();
  const texts = {
    "1.0.0": "prompt: !file prompts/s.md\nparts: [sub.yml, ./missing.md, ../b/other.md, 1.1.0.yml, 1.1.0.md, l.md, d/x.md]\n",
    "1.1.0": 'folded: "prompts/\\x73.md"\nagain: prompts/../prompts/s.md\ndeep: prompts/deep.yml\nself: ./1.1.0.yml\n',
    "1.2.0": "broken: [prompts/s.md\n",
    "1.3.0": "prose: |\n  prompts/s.md\n  and more\nkey: { sub.yml: no }\n",
  };
  for (const [version, text] of Object.entries(texts)) registry.write(`flows/a/${version}.yml`, text);
  for (const path of ["prompts/s.md", "1.1.0.md", "README"]) registry.write(`flows/a/${path}`, path);
  registry.write("flows/a/sub.yml", "use: prompts/deep.yml\nmore: [README, prompts]\n");
  registry.write("flows/a/prompts/deep.yml", "up: ../README\ndown: s.md\n");
  registry.link("flows/a/l.md", "README");
  registry.link("flows/a/d", "prompts");
  registry.write("flows/b/other.md", "");
  const commit = registry.commit("one");
  const consumer = await openConsumer({ team: registry.dir });
  const placed = Object.keys(texts).map((version) => ({ path: `flows/a/${version}.yml`, commit }));
  const published = await readContents(await openRepository(openGit(registry.dir)), placed);
  expect([...published.values()].map(({ files: { length } }) => length)).toEqual([4, 3]);
  for (const place of placed) {
    const found = await consumer.resolve(`a#${place.path.slice("flows/a/".length, -".yml".length)}`);
    expect(found.contentDigest).toBe(published.get(contentKey(place))?.digest ?? found.digest);
    expect(found.files.slice(1).map(({ path }) => path)).toEqual(published.get(contentKey(place))?.files.map(({ path }) => path) ?? []);
  }
});
