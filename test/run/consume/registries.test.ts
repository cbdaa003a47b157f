import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createTime } from "../../../src/entry/time.ts";
import { addRegistry } from "../../../src/resolve/registries-edit.ts";
import { editRegistries, readRegistries } from "../../../src/run/consume/registries.ts";

const TIME = createTime();
const PLACES = { home: "/home/someone", serverUrl: "https://github.com" };

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "flow-tagbot-registries-"));
  onTestFinished(() => {
    rmSync(made, { recursive: true, force: true });
  });
  return made;
}

test("without a file there are no registries", async () => {
  expect(await readRegistries(join(folder(), "none/registries.yml"), PLACES)).toEqual({
    default: null,
    entries: new Map(),
    requestVersion: "latest",
  });
});

test("a file that cannot be read is no empty list", async () => {
  const base = folder();
  writeFileSync(join(base, "broken.yml"), "registries: [");
  await expect(readRegistries(base, PLACES)).rejects.toMatchObject({ code: "registries-invalid" });
  await expect(readRegistries(join(base, "broken.yml"), PLACES)).rejects.toMatchObject({ code: "registries-invalid" });
});

test("relative paths in the file are meant from its folder", async () => {
  const base = folder();
  writeFileSync(join(base, "registries.yml"), "registries: { mine: ./flows }\n");
  const { entries } = await readRegistries(join(base, "registries.yml"), PLACES);
  expect(entries.get("mine")).toMatchObject({ type: "path", source: join(base, "flows") });
});

test("registries that are added at the same time are all there, and one of them is the default", async () => {
  const path = join(folder(), "deep/registries.yml");
  const names = Array.from({ length: 8 }, (_, at) => `team${at}`);
  await Promise.all(
    names.map((name) =>
      editRegistries(path, PLACES, TIME, (file) => addRegistry(file, { name, type: "github", source: "a/b", root: null }, false)),
    ),
  );
  const list = await readRegistries(path, PLACES);
  expect([...list.entries.keys()].toSorted()).toEqual(names);
  expect(names).toContain(list.default);
  expect(readdirSync(join(path, ".."))).toEqual(["registries.yml"]);
});
