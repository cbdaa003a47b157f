import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseAllowances } from "../../src/changes/allowances.ts";
import type { Comparison } from "../../src/changes/change.ts";
import { chooseProfile } from "../../src/changes/choose-profile.ts";
import { compareFlows } from "../../src/changes/compare.ts";
import { evaluateChanges, requiredBump, type RuleHit } from "../../src/changes/evaluate.ts";
import { settingsFor } from "../../src/changes/settings.ts";
import { DEFAULT_GUARD } from "../../src/config/guard.ts";
import { isRuleId, RULE_IDS, RULES, type RuleId } from "../../src/model/rules.ts";
import { parseYaml } from "../../src/registry/parse-yaml.ts";
import { anchorsOf, blocksOf, readPage, ROOT } from "../docs/pages.ts";

/** One file for each rule, and for each rule about changes a folder with a pair that it fires on and one that just misses. */
const SOURCES = join(ROOT, "src/model/rules");
const FIXTURES = join(ROOT, "test/changes/rules");

const CHANGE_RULES = RULE_IDS.filter((id) => RULES[id].topic === "change");
const PAIRS = CHANGE_RULES.flatMap((id) => [
  { id, name: id, before: `${id}/before.yml`, after: `${id}/after.yml`, fires: true },
  { id, name: `${id} (quiet)`, before: `${id}/quiet-before.yml`, after: `${id}/quiet-after.yml`, fires: false },
]);

function read(path: string): string {
  return readFileSync(join(FIXTURES, path), "utf8");
}

function compare(before: string, after: string): Comparison {
  const [old, now] = [parseYaml(read(before)), parseYaml(read(after))];
  if (!old.ok || !now.ok) throw new Error(`${before} and ${after} cannot be read`);
  return compareFlows(old.root, now.root, chooseProfile(now.root, null));
}

/** Every rule, run over one pair. */
function evaluate(before: string, after: string): readonly RuleHit[] {
  return evaluateChanges(compare(before, after), { settings: settingsFor(DEFAULT_GUARD, "", ""), allowances: [] }).hits;
}

/** The ids of the rules that fire. */
function fired(before: string, after: string): readonly RuleId[] {
  const hits = evaluate(before, after);
  return RULE_IDS.filter((id) => hits.some(({ rule }) => rule === id));
}

describe("the catalogue", () => {
  test("has one file for each rule, named after its id and registered under it", async () => {
    const files = readdirSync(SOURCES).toSorted();
    expect(files).toEqual(RULE_IDS.map((id) => `${id}.ts`).toSorted());
    for (const file of files) {
      const id = basename(file, ".ts");
      const module: unknown = await import(join(SOURCES, file));
      expect(module).toMatchObject({ RULE: { id } });
      expect(module).toHaveProperty("RULE", isRuleId(id) ? RULES[id] : null);
    }
  });

  test("is documented, each rule under its id", () => {
    const anchors = anchorsOf(readPage("docs/rules.md"));
    expect(RULE_IDS.filter((id) => anchors.filter((anchor) => anchor === id).length !== 1)).toEqual([]);
  });

  test("shows allowances that can be read", () => {
    const shown = blocksOf(readPage("docs/rules.md")).filter(({ language }) => language === "yml");
    for (const { text } of shown) {
      const parsed = parseYaml(text);
      expect(parsed.ok && parseAllowances(parsed.comments)).toMatchObject({ allowances: [{}, {}, {}, {}], faults: [] });
    }
    expect(shown).toHaveLength(1);
  });

  test("has fixtures for each rule about changes, and for nothing else", () => {
    const folders = readdirSync(FIXTURES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).toSorted()).toEqual([...CHANGE_RULES].toSorted());
    expect(PAIRS.flatMap(({ before, after }) => [before, after]).filter((path) => !existsSync(join(FIXTURES, path)))).toEqual([]);
  });
});

describe("fixtures", () => {
  test.each(PAIRS.filter(({ fires }) => fires))("$id fires on its pair", ({ id, before, after }) => {
    expect(fired(before, after)).toContain(id);
  });

  test.each(PAIRS.filter(({ fires }) => !fires))("$id does not fire on a pair that just misses it", ({ id, before, after }) => {
    expect(read(before)).not.toBe(read(after));
    expect(fired(before, after)).not.toContain(id);
  });

  test.each(PAIRS.flatMap(({ before, after }) => [before, after]))("nothing fires on %s and itself", (path) => {
    expect(compare(path, path).changes).toEqual([]);
    expect(fired(path, path)).toEqual([]);
  });

  test("of every format are there", () => {
    const formats = new Set(PAIRS.map(({ before, after }) => compare(before, after).profile));
    expect([...formats].toSorted()).toEqual(["conductor", "flow-registry", "generic"]);
  });
});

test("a line at the top of the newer file allows what it names, and nothing else", () => {
  const [old, now] = [
    parseYaml(read("component-removed/before.yml")),
    parseYaml(`# Team review\n# flow-tagbot: allow component-removed read_notes: it read nothing\n${read("component-removed/after.yml")}`),
  ];
  if (!old.ok || !now.ok) throw new Error("the fixture cannot be read");
  const { allowances } = parseAllowances(now.comments);
  const comparison = compareFlows(old.root, now.root, chooseProfile(now.root, null));
  const { hits, used } = evaluateChanges(comparison, { settings: settingsFor(DEFAULT_GUARD, "", ""), allowances });
  expect([...used]).toEqual(allowances);
  expect(hits.flatMap(({ rule, allowed }) => (allowed === null ? [] : [[rule, allowed]]))).toEqual([
    ["component-removed", { reason: "it read nothing", line: 2 }],
  ]);
  expect(requiredBump(hits)).toBe("major");
});

test("every rule over every pair fires where the table says, and nowhere else; see each line of a difference, then run `vitest run -u`", async () => {
  const rows = PAIRS.map(
    ({ name, before, after }) => `${name}: ${requiredBump(evaluate(before, after))}, by ${fired(before, after).join(", ") || "nothing"}`,
  );
  await expect(`${rows.join("\n")}\n`).toMatchFileSnapshot(join(FIXTURES, "fired.txt"));
});
