import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfigFile } from "../../src/config/config-file.ts";
import { changeTemplateOrName, separateTags } from "../../src/manual/tag-templates.ts";
import type { ManualContext, WayOut } from "../../src/manual/way-out.ts";
import type { PlannedVersion } from "../../src/model/plan.ts";
import { context, plan, sha, version } from "./sample-plan.ts";

const clash = { flow: "review", tag: "review-v1.0.0", state: "blocked", code: "tag-clash" } as const;
const experimental = version({ ...clash, path: "v1/experimental/flows/review/1.0.0.yml" });
const stable = version({ ...clash, path: "v1/stable/flows/review/1.0.0.yml" });
const published = version({
  flow: "other",
  path: "v1/stable/flows/other/1.0.0.yml",
  state: "released",
  tagged: { commit: sha("a"), blob: sha("b") },
});

function pasted(ways: readonly WayOut[]): unknown {
  const [way] = ways;
  expect(way?.kind).toBe("config");
  const text = (way?.commands ?? []).join("\n");
  expect(parseConfigFile(text, "pasted.yml").ok).toBe(true);
  return parse(text);
}

const separate = (versions: readonly [PlannedVersion, ...PlannedVersion[]], using: ManualContext): readonly WayOut[] =>
  separateTags({ version: versions[0], plan: plan({ versions }), context: using, actions: [] });

test("Two roots with one tag get different templates; the one with published tags keeps its own", () => {
  expect(pasted(separate([experimental, stable, published], context))).toEqual({
    roots: [{ path: "v1/experimental/flows", tag: "experimental-{flow}-v{version}" }, { path: "v1/stable/flows" }],
  });
});

test("Configured roots and templates stay as they are, but for the one that clashes", () => {
  const roots = [
    { path: "v1/stable/flows", tag: "{flow}-v{version}" },
    { path: "v1/experimental/flows", tag: "{flow}-v{version}" },
    { path: "more", tag: "more/{flow}-{version}" },
  ];
  expect(pasted(separate([stable, experimental], { ...context, config: { roots, tag: "{flow}/{version}" } }))).toEqual({
    tag: "{flow}/{version}",
    roots: [
      { path: "v1/stable/flows", tag: "{flow}-v{version}" },
      { path: "v1/experimental/flows", tag: "experimental-{flow}-v{version}" },
      roots[2],
    ],
  });
});

test("A clash within one root is ended by renaming a flow", () => {
  const one = version({ flow: "a", tag: "t" });
  const two = version({ flow: "b", tag: "T" });
  expect(separate([one, two], context).flatMap(({ commands }) => commands)).toContain("git mv -- flows/a flows/a_2");
});

test("Roots inside one another cannot be configured, so a flow is renamed", () => {
  const inner = version({ ...clash, path: "v1/review/1.0.0.yml" });
  expect(separate([experimental, inner], context).flatMap(({ commands }) => commands)).toContain(
    "git mv -- v1/experimental/flows/review v1/experimental/flows/review_2",
  );
});

test("A tag that git cannot have is ended by the default template, or another name", () => {
  const nested = { version: version({ flow: "a", tag: "a/1.0.0" }), plan: plan({}), actions: [] };
  const ways = changeTemplateOrName({ ...nested, context: { ...context, config: { roots: null, tag: "{flow}/{version}" } } });
  expect(pasted(ways)).toEqual({ tag: "{flow}-v{version}" });
  expect(ways.map(({ kind }) => kind)).toEqual(["config", "shell"]);
  expect(changeTemplateOrName({ ...nested, context }).map(({ kind }) => kind)).toEqual(["shell"]);
});
