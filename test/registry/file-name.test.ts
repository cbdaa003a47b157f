import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { versionText } from "../../src/model/version.ts";
import { isYaml, parseFileName } from "../../src/registry/file-name.ts";

describe("parseFileName", () => {
  test.each([
    ["1.2.0.yml", "1.2.0", ".yml"],
    ["1.2.0.yaml", "1.2.0", ".yaml"],
    ["0.0.0.yml", "0.0.0", ".yml"],
    ["1.2.0-rc.1.yml", "1.2.0-rc.1", ".yml"],
    ["1.2.0+build.007.yml", "1.2.0+build.007", ".yml"],
    ["1.2.0-a-01.yml", "1.2.0-a-01", ".yml"],
    ["1.0.0-x.yml.yml", "1.0.0-x.yml", ".yml"],
  ])("%s is the version %s with %s", (name, version, extension) => {
    const parsed = parseFileName(name);
    expect(parsed).toMatchObject({ kind: "version", extension });
    expect(parsed.kind === "version" ? versionText(parsed.semver) : null).toBe(version);
  });

  test.each([
    ["v1.2.0.yml", "version-name-v", "1.2.0.yml"],
    ["V1.2.0.yaml", "version-name-v", "1.2.0.yaml"],
    ["v1.yml", "version-name-v", "1.0.0.yml"],
    ["v01.2.0.yml", "version-name-v", "1.2.0.yml"],
    ["v1.2.0-rc.1.yml", "version-name-v", "1.2.0-rc.1.yml"],
    ["v1.2.0-a-01.yml", "version-name-v", "1.2.0-a-01.yml"],
    ["v1.2.0+build.007.yml", "version-name-v", "1.2.0+build.007.yml"],
    ["01.2.0.yml", "version-name-zero", "1.2.0.yml"],
    ["1.02.000.yml", "version-name-zero", "1.2.0.yml"],
    ["1.2.0-01.yml", "version-name-zero", "1.2.0-1.yml"],
    ["1.2.0-rc.01.yml", "version-name-zero", "1.2.0-rc.1.yml"],
    ["1.2.0-00+001.yml", "version-name-zero", "1.2.0-0+001.yml"],
    ["01.2.0-rc-01.002+b-01.002.yml", "version-name-zero", "1.2.0-rc-01.2+b-01.002.yml"],
    ["1.2.yml", "version-name-short", "1.2.0.yml"],
    ["1.yml", "version-name-short", "1.0.0.yml"],
    ["1.2-rc.1.yml", "version-name-short", "1.2.0-rc.1.yml"],
    ["01.2.yml", "version-name-short", "1.2.0.yml"],
    ["1.0.0.YML", "not-a-version", "1.0.0.yml"],
    ["1.0.0.Yaml", "not-a-version", "1.0.0.yaml"],
  ])("%s is reported as %s, and should be %s", (name, code, suggestion) => {
    expect(parseFileName(name)).toMatchObject({ kind: "misnamed", code, suggestion });
  });

  test.each([
    "latest.yml",
    "1.2.3.4.yml",
    "1.2.x.yml",
    "1.2.0-.yml",
    "1.2.0 .yml",
    ".yml",
    "v.yml",
    "1.0.0.json",
    "1.0.0",
    "1.0.0.yml.bak",
    "latest.YML",
    "v1.0.0.YML",
    "99999999999999999999.0.0.yml",
    "$(touch pwned).yml",
  ])("%s is no version and no near miss", (name) => {
    expect(parseFileName(name)).toEqual({ kind: "other" });
  });

  test("a suggestion is itself a version file's name", () => {
    const numbers = fc.array(fc.constantFrom("0", "00", "1", "01", "12"), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("."));
    const suffix = fc.array(fc.constantFrom("-", "+", ".", "rc", "01", "1", "a-01"), { maxLength: 5 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.constantFrom("", "v", "V"), numbers, suffix, fc.constantFrom(".yml", ".yaml"), (v, core, rest, extension) => {
        const parsed = parseFileName(v + core + rest + extension);
        if (parsed.kind === "misnamed") expect(parseFileName(parsed.suggestion)).toMatchObject({ kind: "version", extension });
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ["a.yml", true],
  ["a.yaml", true],
  ["a.YML", true],
  ["a.json", false],
  ["yml", false],
])("isYaml(%j) is %s", (name, yaml) => {
  expect(isYaml(name)).toBe(yaml);
});
