import { expect, test } from "vitest";
import { previewNotes, renderDumpedContext } from "../../src/run/notes.ts";
import { flowYaml, createRegistry } from "../support/registry.ts";
import { codesOf, openSample } from "./open.ts";

async function openTwoVersions(): Promise<Awaited<ReturnType<typeof openSample>>> {
  const registry = createRegistry();
  for (const version of ["1.0.0", "1.1.0"]) {
    registry.write(`flows/chat/${version}.yml`, flowYaml({ name: "chat", description: version }));
    registry.commit(`Add ${version}`);
  }
  registry.git("remote", "add", "origin", "http://127.0.0.1:9/o/r.git");
  return openSample(registry.dir, {}, true);
}

const SILENT = { onProgress: (): undefined => undefined };

test("a preview needs no server, and links to tags as if all were made", async () => {
  const opened = await openTwoVersions();
  const { context, body } = await previewNotes({
    ...opened,
    ...SILENT,
    flow: "chat",
    version: "1.1.0",
    repositoryUrl: "https://github.com/o/r",
  });
  expect(context).toMatchObject({
    flow: "chat",
    version: "1.1.0",
    tag: "chat-v1.1.0",
    initial: false,
    previous: { version: "1.0.0", tag: "chat-v1.0.0" },
    compare_url: "https://github.com/o/r/compare/chat-v1.0.0...chat-v1.1.0",
  });
  expect(body).toContain('-description: "1.0.0"');
  expect(await renderDumpedContext(JSON.stringify(context), opened)).toEqual({ context, body });
});

test.each([
  ["chat", "9.9.9"],
  ["none", "1.0.0"],
])("of %s %s there are no notes", async (flow, version) => {
  const opened = await openTwoVersions();
  expect(await codesOf(previewNotes({ ...opened, ...SILENT, flow, version, repositoryUrl: null }))).toEqual(["version-unknown"]);
});

test("in an empty repository there are none", async () => {
  const opened = await openSample(createRegistry().dir, {}, true);
  expect(await codesOf(previewNotes({ ...opened, ...SILENT, flow: "chat", version: "1.0.0", repositoryUrl: null }))).toEqual([
    "version-unknown",
  ]);
});

test("a preview of a yanked version has its banner, as its release has", async () => {
  const opened = await openTwoVersions();
  const config = { ...opened.config, yanked: [{ flow: "chat", version: "1.1.0", root: null, reason: "Wrong" }] };
  const preview = async (version: string): Promise<string> =>
    (await previewNotes({ ...opened, ...SILENT, config, flow: "chat", version, repositoryUrl: null })).body;
  expect(await preview("1.1.0")).toMatch(/^<!-- flow-tagbot:banner yanked -->\n> \[!CAUTION\]\n/u);
  expect(await preview("1.0.0")).not.toContain("banner");
});
