import { describe, expect, test } from "vitest";
import { parseConfigFile } from "../../src/config/config-file.ts";

/** Lines of all problems of a file, with the fixes' last words. */
function findings(text: string): readonly (readonly [number | null, string])[] {
  const result = parseConfigFile(text, "config.yml");
  return result.ok ? [] : result.problems.map(({ line, fix }) => [line, fix.replace(/^Did you mean /, "")] as const);
}

describe("rules", () => {
  test("a level alone is short for a map", () => {
    const text = "rules:\n  tool-added: warn\n  input-removed: { level: off, bump: minor }\n  prompt-text-changed: { bump: none }\n";
    expect(parseConfigFile(text, "config.yml")).toEqual({
      ok: true,
      value: {
        rules: {
          "tool-added": { level: "warn" },
          "input-removed": { level: "off", bump: "minor" },
          "prompt-text-changed": { bump: "none" },
        },
      },
    });
  });

  test("stand at the top, in roots and in flows, and a mistyped one is found in each", () => {
    const text = `rules:
  tool-aded: off
roots:
  - path: flows
    rules: { tool-aded: off }
flows:
  chat: { rules: { tool-added: { levl: off } } }
`;
    expect(findings(text)).toEqual([
      [2, "tool-added?"],
      [5, "tool-added?"],
      [7, "level?"],
    ]);
  });

  test.each(["error", "3", "[]", "{ level: high }", "{ bump: huge }"])("%s is no setting of a rule", (value) => {
    expect(findings(`rules:\n  tool-added: ${value}\n`).map(([line]) => line)).toEqual([2]);
  });
});

test.each([
  ["schema: schemas/flow.json", []],
  ["schema: { v1: schemas/v1.json, experimental: schemas/x.json }", []],
  ["schema: ../flow.json", [1]],
  ["schema: { v1: /etc/flow.json }", [1]],
  ["format: conductor", []],
  ["format: yaml", [1]],
  ["prompts: prompts/{id}/{version}.yml", []],
  ["prompts: prompts/{id}.yml", [1]],
  ["response-schemas: x/{id}/{version}/{flow}.json", [1]],
  ["released-label: released", []],
  ["released-label: 'a, b'", [1]],
  ["yanked: [{ flow: chat, version: 1.0.0, reason: Deletes files. }]", []],
  ["yanked: [{ flow: chat, version: 1.0.0, reason: '' }]", [1]],
  ["yanked: [{ flow: chat, version: 1.0, reason: x }]", [1]],
  ["yanked: [{ flow: chat, version: v1.0.0, reason: x }]", [1]],
  ["yanked: [{ flow: chat, version: 1.0.0 }]", [1]],
  ["deprecated: [{ flow: chat }]", []],
  ["deprecated: [{ flow: chat, versions: '<2', since: 2026-01-31, use: talk@^3, reason: Old. }]", []],
  ["deprecated: [{ flow: chat, versions: 'new' }]", [1]],
  ["deprecated: [{ flow: chat, since: yesterday }]", [1]],
  ["deprecated: [{ flow: chat, use: 'talk@new' }]", [1]],
  ["deprecated: [{ flow: chat, use: '../talk' }]", [1]],
  ["ignore: { labels: [chore], authors: [renovate], paths: [docs], replace: true }", []],
  ["ignore: { paths: [../x] }", [1]],
])("%s has problems in the lines %j", (text, lines) => {
  expect(findings(text).map(([line]) => line)).toEqual(lines);
});
