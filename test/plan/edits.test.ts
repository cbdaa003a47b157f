import { describe, expect, test } from "vitest";
import type { Config } from "../../src/config/config.ts";
import { NO_MARKS, type Marks } from "../../src/model/marks.ts";
import { withBanner, withoutBanner } from "../../src/notes/banner.ts";
import { renderMarker, toBodyDigest } from "../../src/notes/marker.ts";
import { editedTexts } from "../../src/plan/edits.ts";
import { carryOut, planOf, told, toSnapshot, type Scenario } from "./snapshot.ts";

const TAG = "chat-v1.0.0";
const ENTRY = { flow: "chat", root: null };
const NAMED = { flow: "chat", version: "1.0.0", digest: "sha256:00", template: "default" };

const YANKED: Marks = { ...NO_MARKS, yanked: { reason: "Wrong" } };
const DEPRECATED: Marks = { ...NO_MARKS, deprecated: { since: null, use: "talk", reason: null } };
const BACKPORT: Marks = { ...NO_MARKS, backport: true };

const OLD = { ...YANKED, yanked: { reason: "Another reason" } };

function ours(notes = "Notes"): string {
  return `${notes}\n\n${renderMarker({ ...NAMED, body: toBodyDigest(notes) })}\n`;
}

const EDITED = ours().replace("Notes", "My notes");

function toConfig({ yanked, deprecated }: Marks): Partial<Config> {
  return {
    yanked: yanked === null ? [] : [{ ...ENTRY, version: "1.0.0", ...yanked }],
    deprecated: deprecated === null ? [] : [{ ...ENTRY, versions: null, ...deprecated }],
  };
}

/** A released version with this text, under a configuration with these marks. */
function released(text: string, marks: Marks, part: Partial<Scenario> = {}): Scenario {
  return {
    landings: [{ "chat/1.0.0.yml": "1" }],
    tags: { [TAG]: 0 },
    releases: { [TAG]: "published" },
    texts: { [TAG]: text },
    config: toConfig(marks),
    ...part,
  };
}

/** Why the release is edited, and which warnings there are. */
function outcome(scenario: Scenario): readonly string[] {
  const { actions, problems } = planOf(scenario);
  return [...actions.map((action) => (action.type === "edit-release" ? action.why : action.type)), ...problems.map(({ code }) => code)];
}

describe("the release of a version that", () => {
  test.each<readonly [string, string, Marks, readonly string[]]>([
    ["is yanked gets its banner", ours(), YANKED, ["yanked"]],
    ["is yanked and deprecated says the graver", ours(), { ...DEPRECATED, ...YANKED, deprecated: DEPRECATED.deprecated }, ["yanked"]],
    ["is yanked already has its banner", withBanner(ours(), YANKED), YANKED, []],
    ["is yanked for another reason gets another", withBanner(ours(), OLD), YANKED, ["yanked"]],
    ["is not yanked any more loses it", withBanner(ours(), YANKED), NO_MARKS, ["unyanked"]],
    ["is deprecated in place of yanked", withBanner(ours(), YANKED), DEPRECATED, ["unyanked"]],
    ["is deprecated gets its banner", ours(), DEPRECATED, ["deprecated"]],
    ["is not deprecated any more loses it", withBanner(ours(), DEPRECATED), NO_MARKS, ["undeprecated"]],
    ["has no last line feed is the same", withBanner(ours(), YANKED).trimEnd(), YANKED, []],
    ["is simply there is left alone", ours(), NO_MARKS, []],
    ["was released as a backport stays that", withBanner(ours(), BACKPORT), NO_MARKS, []],
    ["is yanked, and was edited", EDITED, YANKED, ["release-edited"]],
    ["is yanked, and has no text of ours", "By hand", YANKED, ["release-edited"]],
    ["is not yanked any more, and was edited", withBanner(EDITED, YANKED), NO_MARKS, ["release-edited"]],
    ["is yanked, and tells by hand", withBanner(EDITED, YANKED).replaceAll("\n", "\r\n"), YANKED, []],
    ["was edited, and is not marked", EDITED, NO_MARKS, []],
  ])("%s", (_name, text, marks, expected) => {
    const scenario = released(text, marks);
    expect(outcome(scenario)).toEqual(expected);
    const edits = planOf(scenario).actions;
    if (edits.length > 0) expect(outcome(carryOut(scenario, edits))).toEqual([]);
  });

  test("loses its banner is what it was before, byte for byte", () => {
    const yanked = released(ours(), YANKED);
    const after = carryOut(yanked, planOf(yanked).actions);
    expect(after.texts?.[TAG]).toBe(withBanner(ours(), YANKED));
    const unyanked = { ...after, config: toConfig(NO_MARKS) };
    expect(carryOut(unyanked, planOf(unyanked).actions).texts?.[TAG]).toBe(ours());
  });

  test("is withdrawn gets its banner, and loses it when the file is back", () => {
    const gone = released(ours(), NO_MARKS, { landings: [{ "chat/1.0.0.yml": "1" }, { "chat/1.0.0.yml": null, "chat/2.0.0.yml": "2" }] });
    const edits = planOf(gone).actions.filter(({ type }) => type === "edit-release");
    expect(edits).toMatchObject([{ why: "withdrawn", tag: TAG }]);
    const after = carryOut(gone, edits);
    expect(told(planOf(after).actions)).not.toContain(`edit-release ${TAG}`);
    expect(outcome(released(after.texts?.[TAG] ?? "", NO_MARKS))).toEqual(["restored"]);
  });

  test("gets its release only now is not edited as well", () => {
    expect(told(planOf({ ...released(ours(), YANKED), releases: {} }).actions)).toEqual([`create-release ${TAG}`]);
  });

  test.each([
    [{ flows: ["chat"] }, 1],
    [{ version: "1.0.0" }, 1],
    [{ since: "2026-01-02T00:00:00Z" }, 0],
    [{ limit: 1 }, 1],
  ])("is edited where it is selected: %j", (selection, count) => {
    expect(planOf(released(ours(), YANKED), selection).actions).toHaveLength(count);
  });
});

test("what a person has to write is told line by line", () => {
  const [problem] = planOf(released(EDITED, YANKED)).problems;
  expect(problem).toMatchObject({ severity: "warning", path: "chat/1.0.0.yml" });
  expect(problem?.message).toContain(TAG);
  expect(problem?.fix).toContain('"> [!CAUTION]", "> **Yanked: do not use this version.** Wrong"');
});

describe("with resync", () => {
  const fresh = (notes: string, text: string, marks: Marks): Scenario => released(text, marks, { fresh: { [TAG]: ours(notes) } });

  test.each<readonly [string, Scenario, readonly string[]]>([
    ["notes that differ are renewed", fresh("Better", ours(), NO_MARKS), ["resync"]],
    ["notes that are the same are not", fresh("Notes", ours(), NO_MARKS), []],
    ["a banner comes along", fresh("Better", ours(), YANKED), ["yanked"]],
    ["the banner of what was not marked as a backport goes", fresh("Notes", withBanner(ours(), BACKPORT), NO_MARKS), ["resync"]],
    ["what a person edited is told", released(EDITED, NO_MARKS, { fresh: {} }), ["release-edited"]],
    ["what somebody else wrote is told", released("By hand", NO_MARKS, { fresh: {} }), ["release-edited"]],
  ])("%s", (_name, scenario, expected) => {
    expect(outcome(scenario)).toEqual(expected);
    const edits = planOf(scenario).actions;
    if (edits.length > 0) expect(outcome(carryOut(scenario, edits))).toEqual([]);
  });

  test("the new text has the banner above the new notes, and knows the old one", () => {
    const scenario = fresh("Better", withBanner(ours(), OLD), YANKED);
    const edit = editedTexts(planOf(scenario), toSnapshot(scenario)).get(TAG);
    expect(edit).toEqual({ before: withBanner(ours(), OLD), body: withBanner(ours("Better"), YANKED) });
    expect(withoutBanner(edit?.body ?? "")).toBe(ours("Better"));
  });
});
