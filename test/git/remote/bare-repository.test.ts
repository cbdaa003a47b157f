import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { formatOf, makeBareRepository } from "../../../src/git/remote/bare-repository.ts";
import { isolatedEnvironment } from "../../support/isolated-git.ts";
import { temporaryFolder } from "../open-git.ts";

test.each(["sha1", "sha256"] as const)("git takes it for an empty bare repository with ids of %s", async (format) => {
  const folder = temporaryFolder();
  await makeBareRepository(folder, format);
  const git = (...args: readonly string[]): string =>
    execFileSync("git", args, {
      cwd: folder,
      env: { ...isolatedEnvironment(folder), GIT_DIR: folder },
      encoding: "utf8",
    }).trim();
  expect(git("rev-parse", "--is-bare-repository", "--show-object-format").split("\n")).toEqual(["true", format]);
  expect(formatOf(git("hash-object", "-w", "HEAD"))).toBe(format);
});
