import { expect, test } from "vitest";
import { DEFAULT_CONFIG, EVERYTHING, type Config } from "../../src/config/config.ts";
import { renderList, toListJson } from "../../src/output/list-text.ts";
import { toListing, type Listing } from "../../src/plan/listing.ts";
import { discover } from "../../src/registry/discover.ts";
import { context } from "../manual/sample-plan.ts";

const MARKED: Pick<Config, "yanked" | "deprecated"> = {
  yanked: [{ flow: "chat", version: "1.1.0", root: null, reason: "Wrong" }],
  deprecated: [{ flow: "chat", versions: "1", root: null, since: null, use: "talk@^2", reason: null }],
};

const options = { colour: false, width: 100, manual: context };

function registryOf(...paths: readonly string[]): Listing {
  const config = { ...DEFAULT_CONFIG, roots: [{ path: "flows", tag: DEFAULT_CONFIG.tag }], ...MARKED };
  const entries = paths.map((path) => ({ mode: "100644", oid: "b".repeat(40), path }));
  return toListing(discover(entries, config), config, EVERYTHING);
}

const REGISTRY = registryOf("flows/chat/1.0.0.yml", "flows/chat/2.0.0-rc.1.yml", "flows/chat/v3.0.0.yml", "flows/old.yml");

test("a list has a row for each version, and the problems below", () => {
  expect(renderList(REGISTRY, options)).toMatchInlineSnapshot(`
    "1 flow, 2 versions, 1 file without version

    FLOW  VERSION     KIND        MARKS               AFTER  PATH
    chat  1.0.0       stable      latest, deprecated         flows/chat/1.0.0.yml
    chat  2.0.0-rc.1  prerelease                      1.0.0  flows/chat/2.0.0-rc.1.yml

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

test("for machines, every version comes with its marks, and with whether it is its flow's latest", () => {
  expect(toListJson(registryOf("flows/chat/1.0.0.yml", "flows/chat/1.1.0.yml"))).toMatchObject({
    versions: [
      { version: "1.0.0", latest: true, yanked: null, deprecated: { since: null, use: "talk@^2", reason: null } },
      { version: "1.1.0", latest: false, yanked: { reason: "Wrong" } },
    ],
  });
});
