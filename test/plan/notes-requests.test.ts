import { describe, expect, test } from "vitest";
import { EVERYTHING } from "../../src/config/config.ts";
import { renderMarker, toBodyDigest } from "../../src/notes/marker.ts";
import { buildPlan } from "../../src/plan/build.ts";
import { planFreshNotes, planNotes, planNotesOf, type NotesRequest } from "../../src/plan/notes-requests.ts";
import { fileAt, landing, toSnapshot, type Scenario } from "./snapshot.ts";

const SCENARIO: Scenario = {
  landings: [
    { "flows/chat/1.0.0.yml": "1" },
    { "flows/chat/1.1.0.yml": "2", "flows/chat/2.0.0-rc.1.yml": "3", "flows/other/1.0.0.yml": "o" },
    { "flows/chat/1.0.0.yml": "1b" },
  ],
};

function requests(scenario: Scenario, selection: Partial<typeof EVERYTHING> = {}): readonly NotesRequest[] {
  const snapshot = toSnapshot(scenario);
  return planNotes(snapshot, buildPlan(snapshot, { ...EVERYTHING, ...selection }));
}

function previous(
  all: readonly NotesRequest[],
  tag: string,
): readonly [tag: string, target: string, tagExists: boolean] | null | undefined {
  const request = all.find((one) => one.tag === tag);
  return request?.previous == null ? request?.previous : [request.previous.tag, request.previous.target, request.previous.tagExists];
}

describe("planNotes", () => {
  test("one request a release, in the order of the actions", () => {
    expect(requests(SCENARIO).map(({ tag, target }) => [tag, target])).toEqual([
      ["chat-v1.1.0", landing(1)],
      ["chat-v2.0.0-rc.1", landing(1)],
      ["other-v1.0.0", landing(1)],
      ["chat-v1.0.0", landing(2)],
    ]);
  });

  test("the first version has no predecessor, the others theirs with its target", () => {
    const all = requests(SCENARIO);
    expect(previous(all, "chat-v1.0.0")).toBeNull();
    expect(previous(all, "other-v1.0.0")).toBeNull();
    expect(previous(all, "chat-v1.1.0")).toEqual(["chat-v1.0.0", landing(2), true]);
    expect(previous(all, "chat-v2.0.0-rc.1")).toEqual(["chat-v1.1.0", landing(1), true]);
  });

  test("a predecessor's tag counts when it exists or is made in the same run, and only then", () => {
    expect(previous(requests(SCENARIO, { version: "1.1.0" }), "chat-v1.1.0")).toEqual(["chat-v1.0.0", landing(2), false]);
    expect(previous(requests({ ...SCENARIO, tags: { "chat-v1.0.0": 2 } }, { version: "1.1.0" }), "chat-v1.1.0")).toEqual([
      "chat-v1.0.0",
      landing(2),
      true,
    ]);
  });

  test("a predecessor that a person has to tag counts only for what that person makes", () => {
    const blocked = { ...SCENARIO, obstacles: { "chat-v1.0.0": {} } };
    expect(previous(requests(blocked), "chat-v1.1.0")).toEqual(["chat-v1.0.0", landing(2), false]);
    const both = requests({ ...SCENARIO, obstacles: { "chat-v1.0.0": {}, "chat-v1.1.0": {} } });
    expect(previous(both, "chat-v1.1.0")).toEqual(["chat-v1.0.0", landing(2), true]);
  });

  test("a predecessor that was changed and changed back is where its tag is", () => {
    const scenario: Scenario = {
      landings: [
        { "flows/chat/1.0.0.yml": "1" },
        { "flows/chat/1.0.0.yml": "x" },
        { "flows/chat/1.0.0.yml": "1", "flows/chat/1.1.0.yml": "2" },
      ],
      tags: { "chat-v1.0.0": 0 },
    };
    expect(previous(requests(scenario), "chat-v1.1.0")).toEqual(["chat-v1.0.0", landing(0), true]);
  });

  test("a predecessor without a tag name of its own is none", () => {
    const scenario: Scenario = { landings: [{ [`flows/chat/1.0.0-rc.${"a".repeat(190)}.yml`]: "1", "flows/chat/1.0.0-rc.b.yml": "2" }] };
    expect(requests(scenario).map(({ previous: before }) => before)).toEqual([null]);
  });

  test("a version whose release exists needs no notes", () => {
    expect(requests({ ...SCENARIO, releases: { "chat-v1.1.0": "published" } }).map(({ tag }) => tag)).not.toContain("chat-v1.1.0");
  });

  test("a drifted version's notes are about what its tag holds", () => {
    const [request] = requests({ ...SCENARIO, tags: { "chat-v1.0.0": 0 } }, { version: "1.0.0", flows: ["chat"] });
    expect(request).toMatchObject({ tag: "chat-v1.0.0", target: landing(0) });
  });
});

describe("planFreshNotes", () => {
  const ours = `Notes\n\n${renderMarker({ flow: "chat", version: "1.0.0", digest: "d", template: "default", body: toBodyDigest("Notes") })}\n`;
  const scenario: Scenario = { ...SCENARIO, tags: { "chat-v1.0.0": 0, "chat-v1.1.0": 1, "other-v1.0.0": 1 } };
  const fresh = (texts: Scenario["texts"], flows: readonly string[] = []): readonly NotesRequest[] => {
    const snapshot = toSnapshot({ ...scenario, texts: texts ?? {} });
    return planFreshNotes(snapshot, { ...EVERYTHING, flows }, buildPlan(snapshot, EVERYTHING));
  };

  test("one request for each release that was read and that only we wrote, about what its tag holds", () => {
    const texts = { "chat-v1.0.0": ours, "chat-v1.1.0": ours, "other-v1.0.0": `${ours}Mine` };
    expect(fresh(texts).map(({ tag, target }) => [tag, target])).toEqual([
      ["chat-v1.0.0", landing(0)],
      ["chat-v1.1.0", landing(1)],
    ]);
    expect(previous(fresh(texts), "chat-v1.1.0")?.[0]).toBe("chat-v1.0.0");
    expect(fresh(texts, ["other"])).toEqual([]);
  });

  test("none for what has no tag, or was not read", () => {
    expect(fresh({ "chat-v2.0.0-rc.1": ours })).toEqual([]);
    expect(fresh({})).toEqual([]);
  });
});

describe("planNotesOf", () => {
  test("gives the request of any version as if all were tagged", () => {
    const snapshot = toSnapshot({ ...SCENARIO, tags: { "chat-v1.1.0": 1 }, releases: { "chat-v1.1.0": "published" } });
    expect(planNotesOf(snapshot, fileAt(snapshot, "flows/chat/1.1.0.yml"))).toMatchObject({
      tag: "chat-v1.1.0",
      target: landing(1),
      previous: { tag: "chat-v1.0.0", target: landing(2), tagExists: true },
    });
    expect(planNotesOf(snapshot, fileAt(snapshot, "flows/chat/2.0.0-rc.1.yml"))).toMatchObject({
      tag: "chat-v2.0.0-rc.1",
      previous: { tag: "chat-v1.1.0", tagExists: true },
    });
  });

  test("gives none for a version without a tag name", () => {
    const snapshot = toSnapshot({ landings: [{ "flows/a b/1.0.0.yml": "1" }] });
    expect(planNotesOf(snapshot, fileAt(snapshot, "flows/a b/1.0.0.yml"))).toBeNull();
  });
});
