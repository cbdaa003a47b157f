import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isolatedEnvironment, ISOLATED_SETTINGS } from "../test/support/isolated-git.ts";
import { importStream } from "./import-stream.ts";
import { planLandings } from "./landings.ts";
import type { RegistrySize, VersionLanding } from "./landings.ts";

/** Makes a bare repository whose main holds the registry; the same SHAs for the same size and seed. */
export async function generateRegistry(dir: string, size: RegistrySize): Promise<void> {
  mkdirSync(dir, { recursive: true });
  await git(dir, ["init", "--quiet", "--bare", "--initial-branch=main"]);
  await importLandings(dir, size.seed, planLandings(size), null, 0);
  // As a fetched repository is: commits and trees lie together in one pack, not in the order of writing.
  await git(dir, ["repack", "-a", "-d", "-q"]);
}

/** Lands one more version for each of the first flows, so many in all, on top of a generated registry. */
export async function landMore(dir: string, size: RegistrySize, count: number): Promise<void> {
  const landings = Array.from({ length: count }, (_, flow): VersionLanding => ({ flow, version: size.versions, revision: 0 }));
  await importLandings(dir, size.seed, landings, "refs/heads/main^0", size.flows * size.versions * 2);
}

async function importLandings(
  dir: string,
  seed: number,
  landings: Iterable<VersionLanding>,
  from: string | null,
  first: number,
): Promise<void> {
  await git(dir, ["fast-import", "--quiet", "--done", "--force"], importStream(seed, landings, from, first));
  await git(dir, ["update-ref", "-d", "refs/heads/topic"]);
}

async function git(dir: string, args: readonly string[], input: Iterable<string> = []): Promise<void> {
  const child = spawn("git", [...ISOLATED_SETTINGS, ...args], {
    cwd: dir,
    env: isolatedEnvironment(dir),
    stdio: ["pipe", "ignore", "inherit"],
  });
  const ended = once(child, "close");
  await pipeline(Readable.from(input), child.stdin);
  await ended;
  if (child.exitCode !== 0) throw new Error(`git ${args.join(" ")} failed in ${dir}`);
}
