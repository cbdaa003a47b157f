import { expect, test } from "vitest";
import { didYouMean } from "../../src/config/did-you-mean.ts";
import { optionsOf } from "../../src/config/options.ts";

const NAMES = optionsOf("input").map(({ name }) => name);

test.each([
  ["dryrun", "dry-run"],
  ["dry_run", "dry-run"],
  ["DRY-RUN", "dry-run"],
  ["tagsPerPush", "tags-per-push"],
  ["latset", "latest"],
  ["tga", "tag"],
  ["roots", "root"],
  ["branches", "branch"],
  ["versoin", "version"],
  ["unrelated", null],
  ["", null],
  ["x".repeat(5000), null],
])("%j most likely meant %j", (word, expected) => {
  expect(didYouMean(word, NAMES)).toBe(expected);
});
