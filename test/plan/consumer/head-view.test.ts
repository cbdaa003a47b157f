import { expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../../../src/config/config.ts";
import { DEFAULT_SETTINGS, toHeadView, toSettings } from "../../../src/plan/consumer/head-view.ts";
import { files, link, submodule } from "../../registry/entries.ts";

const OWN = { settings: DEFAULT_SETTINGS, indexed: [], problem: null };

test("a view has the version files of all flows, without links, submodules and names that cannot be asked for", () => {
  const entries = [
    ...files("x/a/1.0.0.yml", "1.0.0.yml", "x/b c/1.0.0.yml", "x/a/notes.md"),
    link("x/a/2.0.0.yml"),
    submodule("x/a/3.0.0.yml"),
  ];
  expect(toHeadView(entries, OWN, null).files).toEqual([{ root: "", flow: "a", version: "1.0.0", path: "x/a/1.0.0.yml" }]);
});

test("prompts that the registry keeps are no flows", () => {
  const settings = { ...DEFAULT_SETTINGS, prompts: "prompts/{id}/{version}.yml" };
  expect(toHeadView(files("prompts/p/1.0.0.yml", "flows/a/1.0.0.yml"), { ...OWN, settings }, null).files).toMatchObject([{ flow: "a" }]);
});

test("a configured root keeps all roots, so that tags are read as before; another is looked in alone", () => {
  const roots = [{ path: "dev", tag: "dev-{flow}-v{version}" }];
  const own = { ...OWN, settings: { ...DEFAULT_SETTINGS, roots } };
  expect(toHeadView(files("dev/a/1.0.0.yml"), own, "dev").settings.roots).toBe(roots);
  expect(toHeadView(files("dev/a/1.0.0.yml", "x/b/1.0.0.yml"), own, "x")).toMatchObject({
    settings: { roots: [{ path: "x" }] },
    files: [{ flow: "b" }],
  });
});

test("a root that is not there is a problem, and the tags of what lies outside of another are told", () => {
  const entries = files("flows/a/1.0.0.yml", "lab/b/1.0.0.yml");
  expect(toHeadView(entries, OWN, "lab")).toMatchObject({ problem: null, elsewhere: ["a-v1.0.0"] });
  expect(toHeadView(entries, OWN, "flow")).toMatchObject({
    problem: { code: "flow-unknown", fix: expect.stringMatching(/mean flows\?/) as unknown },
  });
  const own = { ...OWN, settings: { ...DEFAULT_SETTINGS, roots: [{ path: "empty", tag: "{flow}-v{version}" }] } };
  expect(toHeadView(entries, own, "empty").problem).toBeNull();
});

test("settings are what consumers need of a configuration", () => {
  expect(toSettings({ ...DEFAULT_CONFIG, indexBranch: "flow-index" })).toEqual({ ...DEFAULT_SETTINGS, indexBranch: "flow-index" });
});
