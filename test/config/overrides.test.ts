import { describe, expect, test } from "vitest";
import type { Overrides } from "../../src/config/overrides.ts";
import { parseOverrides } from "../../src/config/overrides.ts";

function read(values: Readonly<Record<string, string>>): Overrides {
  const result = parseOverrides(values);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
  return result.value;
}

describe("good values", () => {
  test("nothing given, and empty texts, mean the defaults", () => {
    const nothing = {
      config: {},
      selection: { flows: [], version: null, since: null, limit: null },
      run: {
        mode: "auto",
        dryRun: false,
        configPath: ".github/flow-tagbot.yml",
        configRequired: false,
        maxMinutes: null,
        maxReleases: null,
        resync: false,
        registry: null,
      },
    };
    expect(read({})).toEqual(nothing);
    expect(read({ mode: "", root: " ", "dry-run": "", flow: "\n", limit: "", since: "", version: "" })).toEqual(nothing);
  });
  test("lists take lines and commas", () => {
    expect(read({ root: "a\n b/ , c\n", flow: "x,y\nx", prerelease: "rc, beta" })).toMatchObject({
      config: { roots: [{ path: "a" }, { path: "b" }, { path: "c" }], prerelease: ["rc", "beta"] },
      selection: { flows: ["x", "y"] },
    });
  });
  test.each([
    ["true", true],
    ["TRUE", true],
    [" false ", false],
  ])("the switch %j is %j", (text, value) => {
    expect(read({ draft: text, "dry-run": text })).toMatchObject({ config: { draft: value }, run: { dryRun: value } });
  });
  test("numbers are read", () => {
    expect(read({ "tags-per-push": "3", limit: " 50 " })).toMatchObject({ config: { "tags-per-push": 3 }, selection: { limit: 50 } });
  });
  test.each([
    ["2026-01-31", "2026-01-31T00:00:00.000Z"],
    ["2026-01-31T10:00:00Z", "2026-01-31T10:00:00.000Z"],
    ["2026-01-31T10:00:00+02:00", "2026-01-31T08:00:00.000Z"],
  ])("the date %j is %j", (text, since) => {
    expect(read({ since: text }).selection.since).toBe(since);
  });
  test("a template's text keeps its line breaks", () => {
    expect(read({ template: "# {{ flow }}\n" }).config.template).toBe("# {{ flow }}\n");
  });
  test("budgets and the registry are for this run only", () => {
    const { config, run } = read({ "max-minutes": "5", "max-releases": "100", registry: "octo-org/flows" });
    expect(run).toMatchObject({ maxMinutes: 5, maxReleases: 100, registry: "octo-org/flows" });
    expect(config).toEqual({});
  });
  test.each(["o/r", "octo-org/flows", "octo-org/.github", "O1/_x.y-z", "a-b-c/1.2.3", " o/r "])("the registry %j is taken", (text) => {
    expect(read({ registry: text }).run.registry).toBe(text.trim());
  });
  test("how tags are signed, files and the issue are settings", () => {
    expect(read({ "signing-format": "ssh", assets: "true", issue: "false" }).config).toEqual({
      "signing-format": "ssh",
      assets: true,
      issue: false,
    });
  });
  test("a configuration file that is named must be there", () => {
    expect(read({ config: "./tools/tagbot.yml" }).run).toMatchObject({ configPath: "tools/tagbot.yml", configRequired: true });
  });
});

describe("bad values", () => {
  test.each([
    ["mode", "guard"],
    ["config", "/etc/passwd"],
    ["config", "../x"],
    ["root", "a,a/b"],
    ["root", "../x"],
    ["tag", "{flow}"],
    ["branch", "a b"],
    ["target", "x"],
    ["prerelease", "rc.1"],
    ["latest", "-x"],
    ["title", "x"],
    ["template", "../x"],
    ["notes", "x"],
    ["draft", "yes"],
    ["tags-per-push", "0"],
    ["tags-per-push", "1.5"],
    ["tags-per-push", "many"],
    ["flow", "a b"],
    ["version", "v1.0.0"],
    ["version", "1.0"],
    ["since", "2026-02-30"],
    ["since", "today"],
    ["since", "2026-01-31T10:00:00"],
    ["limit", "-1"],
    ["limit", "1e3"],
    ["dry-run", "1"],
    ["max-minutes", "0"],
    ["max-minutes", "soon"],
    ["max-releases", "-5"],
    ["max-releases", "1.5"],
    ["signing-format", "x509"],
    ["issue", "yes"],
    ["registry", "flows"],
    ["registry", "a/b/c"],
    ["registry", "o/"],
    ["registry", "/r"],
    ["registry", "o/.."],
    ["registry", "../r"],
    ["registry", "-o/r"],
    ["registry", "o/-r"],
    ["registry", "o r/x"],
    ["registry", "o/r\nx"],
    ["registry", "https://example.com/o/r"],
    ["registry", "git@example.com:o/r"],
    ["registry", "--upload-pack=x/y"],
    ["registry", "o/r?x"],
    ["registry", "o/r#x"],
    ["registry", "o/r@x"],
    ["registry", "ö/r"],
  ])("%s: %j is one problem that names the input and the value", (name, value) => {
    const result = parseOverrides({ [name]: value });
    expect(result).toMatchObject({ ok: false, problems: [{ code: "input-invalid", severity: "error", path: null, line: null }] });
    if (!result.ok) {
      expect(result.problems).toHaveLength(1);
      expect(result.problems[0].message).toContain(`The input ${name} `);
      expect(result.problems[0].fix).not.toBe("");
    }
  });
  test("all are reported together, unknown names too", () => {
    const result = parseOverrides({ mode: "x", limit: "x", tag: "x", dryrun: "true" });
    expect(result.ok ? [] : result.problems.map(({ fix }) => fix)).toHaveLength(4);
    expect(result.ok ? [] : result.problems.map(({ fix }) => fix)).toContain("Did you mean dry-run?");
  });
  test.each([
    "token",
    "workflow-token",
    "ssh-key",
    "ssh-passphrase",
    "signing-key",
    "signing-passphrase",
    "registry-token",
    "registry-ssh-key",
  ])("the secret %s is neither kept nor told", (name) => {
    expect(JSON.stringify(parseOverrides({ [name]: "s3cret" }))).not.toContain("s3cret");
    expect(parseOverrides({ [name]: "s3cret" })).toEqual(parseOverrides({}));
  });
  test("the token is in no message, whatever it is", () => {
    const result = parseOverrides({ token: "ghs_secret", mode: "x" });
    expect(JSON.stringify(result)).not.toContain("ghs_secret");
  });
  test("a flag may name a configuration file anywhere", () => {
    expect(parseOverrides({ config: "../elsewhere/tagbot.yml" }, "flag")).toMatchObject({
      ok: true,
      value: { run: { configPath: "../elsewhere/tagbot.yml", configRequired: true } },
    });
  });
  test("a flag is named as it was typed, and the token is no flag", () => {
    const result = parseOverrides({ limit: "0", token: "x" }, "flag");
    expect(result.ok ? [] : result.problems.map(({ message }) => message)).toEqual([
      '--"token" does not exist',
      "--limit is 0: it is less than 1",
    ]);
  });
});
