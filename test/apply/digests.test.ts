import { describe, expect, test } from "vitest";
import { pushDigests } from "../../src/apply/digests.ts";
import type { Result } from "../../src/model/outcome.ts";
import type { CreateDigest, CreateTag } from "../../src/model/plan.ts";

const DONE: Result = { kind: "done", url: null };
const FAILED: Result = { kind: "failed", failure: { code: "push-refused", message: "", serverWords: null, fix: "" } };

function digest(part: Partial<CreateDigest> = {}): CreateDigest {
  return {
    ...{ type: "create-digest", flow: "digest", version: "20260101-00000000", tag: "digest-20260101-00000000", title: "Today" },
    ...{ target: "a".repeat(40), date: "2026-01-01T00:00:00Z", draft: false, tagged: false, versions: ["a-v1.0.0", "b-v1.0.0"] },
    ...part,
  };
}

async function push(action: CreateDigest, tags: Readonly<Record<string, Result>>): Promise<unknown> {
  const pushed: CreateTag[] = [];
  const digests = await pushDigests([action], new Map(Object.entries(tags)), (made) => {
    pushed.push(...made);
    return Promise.resolve(new Map(made.map(({ tag }) => [tag, DONE])));
  });
  return { messages: pushed.map(({ message }) => message), digest: digests.get(action.tag) };
}

describe("the tag of a digest", () => {
  test("names the versions whose tags are there: made, made by others, or made before", async () => {
    const both = {
      messages: ["Today\n\nFlow-Tag: a-v1.0.0\nFlow-Tag: b-v1.0.0\n"],
      digest: { result: DONE, versions: ["a-v1.0.0", "b-v1.0.0"] },
    };
    expect(await push(digest(), { "a-v1.0.0": DONE })).toEqual(both);
    expect(await push(digest(), { "a-v1.0.0": { kind: "already-right", url: null } })).toEqual(both);
  });

  test.each([FAILED, { kind: "not-tried", why: "" } as const])("does not name one that could not be made: %j", async (result) => {
    expect(await push(digest(), { "a-v1.0.0": result, "b-v1.0.0": DONE })).toEqual({
      messages: ["Today\n\nFlow-Tag: b-v1.0.0\n"],
      digest: { result: DONE, versions: ["b-v1.0.0"] },
    });
  });

  test("is not made when no version is left", async () => {
    expect(await push(digest(), { "a-v1.0.0": FAILED, "b-v1.0.0": FAILED })).toMatchObject({
      messages: [],
      digest: { result: { kind: "not-tried" }, versions: [] },
    });
  });

  test("is left alone when it is there", async () => {
    expect(await push(digest({ tagged: true }), {})).toMatchObject({ messages: [], digest: { result: { kind: "already-right" } } });
  });
});
