import { describe, expect, test } from "vitest";
import { Failure } from "../../../src/model/failure.ts";
import { PRERELEASE_WORDS } from "../../../src/model/version.ts";
import { parseRef } from "../../../src/resolve/parse-ref.ts";
import { readRepositoryTags } from "../../../src/plan/consumer/read-tags.ts";
import { selectVersion } from "../../../src/plan/consumer/select-version.ts";
import { caught } from "../../caught.ts";
import { publishedOf, tagsOf, type Registry } from "./published-of.ts";

const TAGGED: Registry = { paths: ["a/1.0.0.yml", "a/1.5.0.yml"], tags: ["a-v1.0.0", "a-v1.1.0", "a-v2.0.0-rc.1", "v1.0.0", "v9.0.0"] };
const UNTAGGED: Registry = {
  paths: ["a/1.0.0.yml", "a/1.5.0.yml", "early/1.0.0-rc.1.yml", "odd/1.0.0-orbit.yml"],
  tags: ["v1.0.0", "v9.0.0"],
};
const INDEXED: Registry = { paths: ["q.yaml"], indexed: [{ flow: "q", description: null, path: "q.yaml" }] };

const QUESTION = { prerelease: false, words: PRERELEASE_WORDS, registry: "team", called: "a@team" } as const;

function outcome(registry: Registry, name: string, ref: string): string {
  const wanted = ref === "" ? ({ kind: "default" } as const) : parseRef(ref);
  if (wanted.kind !== "default" && wanted.kind !== "version" && wanted.kind !== "range") throw new Error(`${ref} is no version`);
  try {
    const tags = readRepositoryTags({ tags: tagsOf(...(registry.tags ?? [])) });
    const selected = selectVersion(publishedOf(registry), tags, { ...QUESTION, name, wanted });
    if (selected.kind === "repository") return `repository ${selected.tag.name}, else ${selected.otherwise.kind}`;
    return `${selected.kind} ${selected.version?.version ?? "file"}`;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}

describe("selectVersion", () => {
  const ROWS: readonly (readonly [Registry, string, string, string])[] = [
    [TAGGED, "a", "", "tag 1.1.0"],
    [TAGGED, "a", "^1", "tag 1.1.0"],
    [TAGGED, "a", "1.0.0", "tag 1.0.0"],
    [TAGGED, "a", "1.5.0", "version-unknown"],
    [TAGGED, "a", "9.0.0", "repository v9.0.0, else failure"],
    [TAGGED, "a", "^2", "range-unsatisfied"],
    [TAGGED, "b", "9.0.0", "repository v9.0.0, else newest"],
    [TAGGED, "b", "^1", "flow-unknown"],
    [TAGGED, "b", "3.0.0", "flow-unknown"],
    [UNTAGGED, "a", "", "head 1.5.0"],
    [UNTAGGED, "a", "~1.0.0", "head 1.0.0"],
    [UNTAGGED, "a", "1.5.0", "head 1.5.0"],
    [UNTAGGED, "a", "1.0.0", "repository v1.0.0, else head"],
    [UNTAGGED, "a", "9.0.0", "repository v9.0.0, else newest"],
    [UNTAGGED, "early", "", "head 1.0.0-rc.1"],
    [UNTAGGED, "early", "latest", "range-unsatisfied"],
    [UNTAGGED, "odd", "", "range-unsatisfied"],
    [INDEXED, "q", "", "head file"],
    [INDEXED, "q", "latest", "head file"],
    [INDEXED, "q", "^1", "range-unsatisfied"],
    [INDEXED, "q", "1.0.0", "version-unknown"],
    [{ ...INDEXED, tags: ["v1.0.0-rc.1"] }, "q", "", "range-unsatisfied"],
    [{ ...INDEXED, tags: ["v1.0.0"] }, "q", "", "tag 1.0.0"],
  ];

  test.each([
    [TAGGED, "9.0.1", /has no version 9\.0\.1.*`flow-tagbot versions a@team`/],
    [TAGGED, "^3", /no version in \^3.*`flow-tagbot versions a@team`/],
    [{ ...TAGGED, tags: ["a-v2.0.0-rc.1"] }, "latest", /no stable version.*--prerelease/],
    // By its word a variant, which no flag helps to.
    [{ ...TAGGED, tags: ["a-v2.0.0-prerelease.1"] }, "latest", /only variants: 2\.0\.0-prerelease\.1(?!.*--prerelease)/],
  ] as const)("of %j, what a#%s lacks is told with a command that works", (registry, ref, words) => {
    const wanted = parseRef(ref);
    if (wanted.kind !== "version" && wanted.kind !== "range") throw new Error(ref);
    const ask = (): unknown => selectVersion(publishedOf(registry), [], { ...QUESTION, name: "a", wanted });
    const error = caught(ask);
    expect(JSON.stringify(error instanceof Failure ? error.problems : null)).toMatch(words);
  });

  const ROOTS = ["v1", "lab"].map((path) => ({ path, tag: "{flow}-v{version}" }));
  const TWINS: Registry = {
    paths: ["v1/a/1.0.0.yml", "v1/a/1.1.0.yml", "v1/a/3.0.0.yml", "lab/a/1.1.0.yml", "lab/a/2.0.0.yml", "v1/a/3.0.0-goal.yml"],
    tags: ["a-v1.0.0", "a-v1.1.0", "a-v2.0.0", "a-v3.0.0", "a-v0.9.0", "a-v3.0.0-goal"],
    config: { roots: ROOTS },
  };

  test.each([
    ["3.0.0", "3.0.0 v1"],
    ["^3", "3.0.0 v1"],
    ["~2.0.0", "2.0.0 lab"],
    ["3.0.0-goal", "3.0.0-goal v1"],
    ["1.1.0", "1.1.0 either"],
    ["^1", "flow-ambiguous"],
    ["", "flow-ambiguous"],
    ["latest", "flow-ambiguous"],
    ["^9", "range-unsatisfied"],
    ["9.9.9", "version-unknown"],
  ])("of two roots with one template, a#%s is %s", (ref, expected) => {
    const wanted = ref === "" ? ({ kind: "default" } as const) : parseRef(ref);
    if (wanted.kind !== "default" && wanted.kind !== "version" && wanted.kind !== "range") throw new Error(ref);
    const said = (() => {
      try {
        const selected = selectVersion(publishedOf(TWINS), [], { ...QUESTION, name: "a", wanted });
        return selected.kind === "tag" ? `${selected.version.version} ${selected.alone ?? "either"}` : selected.kind;
      } catch (error) {
        return error instanceof Failure ? error.code : String(error);
      }
    })();
    expect(said).toBe(expected);
  });

  test.each(["^3.0.0-gaol", "3.0.0-gaol"])("for %s the variant that was meant is named", (ref) => {
    const wanted = parseRef(ref);
    if (wanted.kind !== "version" && wanted.kind !== "range") throw new Error(ref);
    const error = caught(() => selectVersion(publishedOf(TWINS), [], { ...QUESTION, name: "a", wanted }));
    expect(error instanceof Failure && error.problems[0].fix).toContain(`\`a@team#${ref.replace("gaol", "goal")}\``);
  });

  test("a tag of the repository that lacks the version is named, with the way to what it holds", () => {
    const tags = readRepositoryTags({ tags: tagsOf("v9.0.0") });
    const wanted = { kind: "version", version: "9.0.0" } as const;
    const selected = selectVersion(publishedOf(TAGGED), tags, { ...QUESTION, name: "a", wanted });
    const { otherwise } = selected.kind === "repository" ? selected : { otherwise: null };
    expect(otherwise?.kind === "failure" && otherwise.failure.problems[0].fix).toContain("`a@team#refs/tags/v9.0.0`");
  });

  test.each(ROWS)("of %j, %s#%s is %s", (registry, name, ref, expected) => {
    expect(outcome(registry, name, ref)).toBe(expected);
  });
});
