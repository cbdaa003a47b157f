import { expect, test } from "vitest";
import { toPushCode } from "../../src/git/push-codes.ts";

test.each([
  ["git-auth", "push-denied"],
  ["push-sso", "push-sso"],
  ["ssh-key-refused", "ssh-key-refused"],
  ["git-network", null],
  ["git-failed", null],
] as const)("%s means %s for a push", (code, meaning) => {
  expect(toPushCode(code)).toBe(meaning);
});
