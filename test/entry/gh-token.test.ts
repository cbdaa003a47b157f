import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { readGhToken } from "../../src/entry/gh-token.ts";
import { temporaryFolder, writeScript } from "../git/open-git.ts";

/** Puts a `gh` of these shell lines on the PATH, and nothing else; without lines there is no `gh`. */
function install(lines: readonly string[] | null): void {
  const bin = join(temporaryFolder(), "bin");
  mkdirSync(bin);
  if (lines !== null) writeScript(join(bin, "gh"), lines);
  vi.stubEnv("PATH", bin);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}

test.each([
  { name: "no gh", lines: null, token: null },
  {
    name: "a gh that is logged in there",
    lines: ['[ "$*" = "auth token --hostname git.example.com" ] && echo gho_0123'],
    token: "gho_0123",
  },
  { name: "a gh that is not logged in", lines: ["echo gho_0123", "exit 1"], token: null },
  { name: "a gh that says nothing", lines: ["exit 0"], token: null },
])("with $name the token is $token", async ({ lines, token }) => {
  install(lines);
  expect(await readGhToken("git.example.com")).toBe(token);
});
