import { describe, expect, test } from "vitest";
import { planRelease, planTag } from "../../src/plan/actions.ts";
import { renderTagMessage } from "../../src/plan/tag-message.ts";
import { version } from "../manual/sample-plan.ts";

const DIGEST = `sha256:${"d".repeat(64)}`;
const ALONE = { digest: DIGEST, contentDigest: DIGEST };
const TARGET = "a".repeat(40);

describe("renderTagMessage", () => {
  test("tells of other files that the version is made of", () => {
    const contentDigest = `sha256:${"e".repeat(64)}`;
    expect(renderTagMessage({ flow: "chat", version: "1.0.0", path: "chat/1.0.0.yml" }, { digest: DIGEST, contentDigest })).toBe(
      `chat 1.0.0\n\nFlow-Path: chat/1.0.0.yml\nFlow-Digest: ${DIGEST}\nFlow-Content-Digest: ${contentDigest}\n`,
    );
  });
  test("is a title and two trailers", () => {
    expect(renderTagMessage({ flow: "team/chat", version: "1.0.0+b.1", path: "flows/team/chat/1.0.0+b.1.yml" }, ALONE)).toBe(
      `team/chat 1.0.0+b.1\n\nFlow-Path: flows/team/chat/1.0.0+b.1.yml\nFlow-Digest: ${DIGEST}\n`,
    );
  });
});

describe("planTag", () => {
  test.each([
    [0, "1970-01-01T00:00:00Z"],
    [1767225599, "2025-12-31T23:59:59Z"],
  ])("a target committed at %i makes a tag of %s", (time, date) => {
    const planned = version({ version: "1.1.0" });
    expect(planTag(planned, "chat-v1.1.0", TARGET, time, ALONE)).toEqual({
      type: "create-tag",
      flow: planned.flow,
      version: "1.1.0",
      tag: "chat-v1.1.0",
      target: TARGET,
      date,
      message: renderTagMessage(planned, ALONE),
    });
  });
});

describe("planRelease", () => {
  const release = (part: Parameters<typeof version>[0], latest: boolean, draft: boolean): ReturnType<typeof planRelease> =>
    planRelease(version(part), "tag-1", TARGET, latest, { title: "{flow} {version} at {tag}", draft });

  test("fills in the title", () => {
    expect(release({ flow: "$&", version: "1.0.0" }, false, false)).toEqual({
      type: "create-release",
      flow: "$&",
      version: "1.0.0",
      tag: "tag-1",
      target: TARGET,
      title: "$& 1.0.0 at tag-1",
      prerelease: false,
      draft: false,
      latest: false,
    });
  });

  test.each([
    ["stable", false],
    ["prerelease", true],
    ["variant", false],
  ] as const)("of a %s version: prerelease is %s", (kind, prerelease) => {
    expect(release({ kind }, false, false).prerelease).toBe(prerelease);
  });

  test.each([
    [false, false, false],
    [true, false, true],
    [true, true, false],
  ])("with the badge wanted: %s, as a draft: %s, it is the latest: %s", (wanted, draft, latest) => {
    expect(release({}, wanted, draft)).toMatchObject({ draft, latest });
  });
});
