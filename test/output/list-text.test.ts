import { expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../../src/config/config.ts";
import { renderList, toListJson } from "../../src/output/list-text.ts";
import { discover } from "../../src/registry/discover.ts";
import type { Registry } from "../../src/registry/version-file.ts";
import { context } from "../manual/sample-plan.ts";

const options = { colour: false, width: 100, manual: context };

function registryOf(...paths: readonly string[]): Registry {
  return discover(
    paths.map((path) => ({ mode: "100644", oid: "b".repeat(40), path })),
    { ...DEFAULT_CONFIG, roots: [{ path: "flows", tag: DEFAULT_CONFIG.tag }] },
  );
}

const REGISTRY = registryOf("flows/chat/1.0.0.yml", "flows/chat/2.0.0-rc.1.yml", "flows/chat/v3.0.0.yml", "flows/old.yml");

test("a list has a row for each version, and the problems below", () => {
  expect(renderList(REGISTRY, options)).toMatchInlineSnapshot(`
    "1 flow, 2 versions, 1 file without version

    FLOW  VERSION     KIND        AFTER  PATH
    chat  1.0.0       stable             flows/chat/1.0.0.yml
    chat  2.0.0-rc.1  prerelease  1.0.0  flows/chat/2.0.0-rc.1.yml

    Problems
      warning  flows/chat/v3.0.0.yml is skipped: its name starts with v.
        Fix: Rename it to flows/chat/3.0.0.yml.
      warning  flows/old.yml has no version and gets no tag.
        Fix: Move it to flows/old/1.0.0.yml to publish it.
      More about version-name-v: https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/errors.md#version-name-v
      More about unversioned: https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/errors.md#unversioned
    "
  `);
});

test("an empty registry is a list of nothing", () => {
  expect(renderList(registryOf(), { ...options, maxRows: 1 })).toContain("0 flows, 0 versions");
});

test("rows that do not fit are counted", () => {
  expect(renderList(REGISTRY, { ...options, maxRows: 1 })).toContain("1 more");
});

test("for machines, every version comes with why it is blocked", () => {
  const list = toListJson(registryOf("flows/chat/1.0.0.yml", "flows/chat/1.0.0.yaml"));
  expect(list).toMatchObject({
    schema: 1,
    unversioned: [],
    versions: [
      { version: "1.0.0", code: "version-twins" },
      { version: "1.0.0", code: "version-twins" },
    ],
  });
});
