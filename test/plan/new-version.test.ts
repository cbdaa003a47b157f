import { expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../../src/config/config.ts";
import { Failure } from "../../src/model/failure.ts";
import { PRERELEASE_WORDS } from "../../src/model/version.ts";
import { findStart, newestOf, planNewFile } from "../../src/plan/new-version.ts";
import { discover } from "../../src/registry/discover.ts";
import type { VersionFile } from "../../src/registry/version-file.ts";

function files(paths: readonly string[]): readonly VersionFile[] {
  const entries = paths.map((path) => ({ mode: "100644", oid: "0".repeat(40), path }));
  const roots = [...new Set(paths.map((path) => path.split("/")[0] ?? ""))].map((path) => ({ path, tag: `${path}-{flow}-v{version}` }));
  return discover(entries, { ...DEFAULT_CONFIG, roots }).files;
}

test.each([
  [["1.0.0", "1.10.0", "1.9.0", "2.0.0-rc.1", "3.0.0-orbit"], "1.10.0"],
  [["2.0.0-rc.1", "2.0.0-rc.10", "3.0.0-orbit"], "2.0.0-rc.10"],
  [["2.0.0-orbit", "3.0.0-orbit"], "3.0.0-orbit"],
  [[], null],
])("of %j the newest is %s", (versions, newest) => {
  expect(newestOf(files(versions.map((version) => `flows/a/${version}.yml`)))?.version ?? null).toBe(newest);
});

test.each([
  ["1.0.0", "patch", [], "flows/a/1.0.1.yml"],
  ["1.0.0", "minor", ["1.1.0"], "flows/a/1.2.0.yml"],
  ["1.0.0", "major", [], "flows/a/2.0.0.yml"],
  ["0.3.1", "major", [], "flows/a/0.4.0.yml"],
  ["2.0.0-rc.1", "major", [], "flows/a/2.0.0-rc.2.yml"],
  ["2.0.0-orbit", "minor", ["2.1.0"], "flows/a/2.1.0-orbit.yml"],
] as const)("after %s a %s step, with %j taken, goes to %s", (version, bump, taken, path) => {
  const all = files([version, ...taken].map((one) => `flows/a/${one}.yml`));
  expect(planNewFile(findStart(all, "a", version), bump, all, PRERELEASE_WORDS).path).toBe(path);
});

test("the extension stays", () => {
  const all = files(["flows/a/1.0.0.yaml"]);
  expect(planNewFile(findStart(all, "a", null), "patch", all, PRERELEASE_WORDS).path).toBe("flows/a/1.0.1.yaml");
});

test("an unknown start is an error with what there is", () => {
  const fixes = (paths: readonly string[], from: string | null): string => {
    try {
      findStart(files(paths), "a", from);
      return "";
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return `${error.code}: ${error.problems[0].fix}`;
    }
  };
  expect(fixes(["flows/a/1.0.0.yml"], "1.0.1")).toBe("version-unknown: Did you mean 1.0.0?");
  expect(fixes(["flows/a/1.0.0.yml"], "7.8.9-nothing")).toBe("version-unknown: There is 1.0.0.");
});
