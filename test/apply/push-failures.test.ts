import { expect, test } from "vitest";
import { toLateResult, toPushFailure, toRefusal } from "../../src/apply/push-failures.ts";
import { failure } from "../../src/model/failure.ts";
import type { CreateTag } from "../../src/model/plan.ts";

const TARGET = "a".repeat(40);
const ACTION: CreateTag = {
  type: "create-tag",
  flow: "chat",
  version: "1.0.0",
  tag: "chat-v1.0.0",
  target: TARGET,
  date: "2026-01-01T00:00:00Z",
  message: "chat 1.0.0\n",
};

test("a refusal keeps the server's words and says what to do", () => {
  expect(toRefusal(ACTION, "push-ruleset", "GH013")).toMatchObject({
    code: "push-ruleset",
    serverWords: "GH013",
    fix: expect.stringMatching(/ruleset/) as string,
  });
});

test.each([
  ["git-auth", "push-denied"],
  ["git-network", "push-failed"],
  ["git-failed", "push-failed"],
] as const)("a push that ends in %s fails each of its tags with %s", (code, expected) => {
  expect(toPushFailure(failure(code, "words", "fix"))).toMatchObject({ code: expected, serverWords: "words" });
});

test.each([
  ["on its target", TARGET, { kind: "already-right" }],
  ["on another commit", "b".repeat(40), { kind: "failed", failure: { code: "tag-elsewhere" } }],
  ["that cannot be read", undefined, { kind: "failed", failure: { code: "tag-elsewhere" } }],
])("a tag that another run made %s is judged by its commit", (_, commit, expected) => {
  expect(toLateResult(ACTION, commit)).toMatchObject(expected);
});
