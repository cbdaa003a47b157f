import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../../../src/plan/consumer/head-view.ts";
import { findOwnFiles, readOwnWords } from "../../../src/plan/consumer/own-files.ts";
import { files, link } from "../../registry/entries.ts";
import type { TreeEntry } from "../../../src/model/tree-entry.ts";

const CONFIG = ".github/flow-tagbot.yml";

function wordsOf(texts: Readonly<Record<string, string>>, more: readonly TreeEntry[] = []): ReturnType<typeof readOwnWords> {
  const entries = [...files(...Object.keys(texts)), ...more];
  return readOwnWords(findOwnFiles(entries), new Map(entries.map(({ oid, path }) => [oid, Buffer.from(texts[path] ?? "")])));
}

test("without its own files, a registry is read by the defaults", () => {
  expect(wordsOf({ "sub/index.yaml": "workflows: [", "flows/a/1.0.0.yml": "" })).toEqual({
    settings: DEFAULT_SETTINGS,
    indexed: [],
    problem: null,
  });
});

test("the configuration and the index are read; index.json only where there is no index.yaml", () => {
  const index = "workflows: { a: { path: a.yaml } }\n";
  expect(
    wordsOf({ [CONFIG]: "tag: x/{flow}/{version}\nindex-branch: flow-index\n", "index.yaml": index, "index.json": "{" }),
  ).toMatchObject({
    settings: { tag: "x/{flow}/{version}", indexBranch: "flow-index" },
    indexed: [{ flow: "a", path: "a.yaml" }],
    problem: null,
  });
  expect(wordsOf({ "index.json": '{"workflows":{"b":{"path":"b.yaml"}}}' }).indexed).toMatchObject([{ flow: "b" }]);
});

test("what cannot be read is a problem with its line, and never the same as nothing", () => {
  expect(wordsOf({ [CONFIG]: "tag: a-{version}-{flow}-{x}\n" })).toMatchObject({
    settings: DEFAULT_SETTINGS,
    problem: { code: "registry-config-invalid", path: CONFIG, line: 1 },
  });
  expect(wordsOf({ "index.yaml": "workflows: [" })).toMatchObject({ problem: { code: "registry-config-invalid", path: "index.yaml" } });
  expect(wordsOf({}, [link(CONFIG)])).toMatchObject({ problem: { code: "registry-config-invalid", path: CONFIG } });
  expect(findOwnFiles([link(CONFIG)]).read).toEqual([]);
});
