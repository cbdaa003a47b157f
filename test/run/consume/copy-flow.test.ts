import { hash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { ResolvedFlow } from "../../../src/resolve/resolved.ts";
import { copyFlow } from "../../../src/run/consume/copy-flow.ts";

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "flow-tagbot-copy-"));
  onTestFinished(() => {
    rmSync(made, { recursive: true, force: true });
  });
  return made;
}

/** A flow in a folder like that of the cache; the first file is its version file. */
function flowOf(files: Readonly<Record<string, string>>, flow = "chat/agent", executable: readonly string[] = []): ResolvedFlow {
  const base = folder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), text);
  }
  const resolved = Object.entries(files).map(([path, text]) => ({
    path,
    digest: `sha256:${hash("sha256", text)}`,
    size: text.length,
    executable: executable.includes(path),
  }));
  const path = resolved[0]?.path ?? "";
  const digest = resolved[0]?.digest ?? "";
  return {
    reference: flow,
    flow,
    version: "1.0.0",
    kind: "stable",
    tag: null,
    commit: null,
    path,
    root: null,
    digest,
    contentDigest: digest,
    files: resolved,
    folder: base,
    file: join(base, path),
    registry: null,
    framework: null,
    yanked: null,
    deprecated: null,
    why: "",
    staleSince: null,
    cached: true,
  };
}

const FILES = {
  "flows/chat/agent/1.0.0.yml": "version: v1\n",
  "flows/chat/agent/prompts/a.md": "a\u0000\n",
  "flows/chat/agent/run.sh": "#!/bin/sh\n",
};

test("files lie beside each other as in the registry, below the flow's name", async () => {
  const target = join(folder(), "out");
  const copied = await copyFlow(flowOf(FILES, "chat/agent", ["flows/chat/agent/run.sh"]), target);
  expect(copied).toEqual({
    file: join(target, "chat/agent/1.0.0.yml"),
    written: ["1.0.0.yml", "prompts/a.md", "run.sh"].map((name) => join(target, "chat/agent", name)),
    kept: [],
  });
  expect(readFileSync(join(target, "chat/agent/prompts/a.md"), "utf8")).toBe("a\u0000\n");
  expect(statSync(join(target, "chat/agent/run.sh")).mode & 0o111).toBe(0o111);
  expect(statSync(copied.file).mode & 0o111).toBe(0);
  expect(readdirSync(target)).toEqual(["chat"]);
});

test("a file beside the flow's folder keeps its place to it", async () => {
  const target = folder();
  await copyFlow(flowOf({ "w/a/flow.yml": "x", "w/shared/p.md": "y" }, "a"), target);
  expect(readFileSync(join(target, "a/a/flow.yml"), "utf8")).toBe("x");
  expect(readFileSync(join(target, "a/shared/p.md"), "utf8")).toBe("y");
});

test("what is there with the same contents is kept, and a second copy writes nothing", async () => {
  const target = folder();
  const first = await copyFlow(flowOf(FILES), target);
  expect(await copyFlow(flowOf(FILES), target)).toEqual({ file: first.file, written: [], kept: first.written });
});

test("files with other contents are named, all of them, and nothing is written", async () => {
  const target = folder();
  mkdirSync(join(target, "chat/agent/run.sh"), { recursive: true });
  writeFileSync(join(target, "chat/agent/1.0.0.yml"), "mine\n");
  await expect(copyFlow(flowOf(FILES), target)).rejects.toMatchObject({
    code: "file-exists",
    problems: [{ path: join(target, "chat/agent/1.0.0.yml") }, { path: join(target, "chat/agent/run.sh") }],
  });
  expect(readdirSync(join(target, "chat/agent")).toSorted()).toEqual(["1.0.0.yml", "run.sh"]);
  expect(readFileSync(join(target, "chat/agent/1.0.0.yml"), "utf8")).toBe("mine\n");
});

test("nothing is written outside of the folder", async () => {
  await expect(copyFlow(flowOf(FILES, "../../evil"), join(folder(), "out"))).rejects.toMatchObject({ code: "path-outside" });
});

test("a folder that cannot be written is told", async () => {
  const base = folder();
  writeFileSync(join(base, "file"), "");
  await expect(copyFlow(flowOf(FILES), join(base, "file"))).rejects.toMatchObject({ code: "file-not-written" });
});
