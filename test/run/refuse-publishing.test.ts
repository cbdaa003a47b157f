import { expect, test } from "vitest";
import { refusePublishing } from "../../src/run/refuse-publishing.ts";
import { codesOf } from "./open.ts";

const site = (isPrivate: boolean | null) => ({ isPrivate: () => Promise.resolve(isPrivate), repositoryUrl: "https://git.example.com/o/r" });

test.each([
  { from: false, to: false, refused: false },
  { from: false, to: null, refused: false },
  { from: false, to: true, refused: false },
  { from: true, to: true, refused: false },
  { from: null, to: true, refused: false },
  { from: true, to: false, refused: true },
  { from: true, to: null, refused: true },
  { from: null, to: false, refused: true },
  { from: null, to: null, refused: true },
])("a registry that is private: $from, into a repository that is private: $to, is refused: $refused", async ({ from, to, refused }) => {
  expect(await codesOf(refusePublishing("o/registry", site(from), site(to)))).toEqual(refused ? ["registry-private"] : []);
});
