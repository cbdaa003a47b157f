import { link, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { failure } from "../../model/failure.ts";
import type { Release } from "../../model/release.ts";
import type { CreateResult, Forge, NewRelease, ReleaseIndex } from "../port.ts";
import { parseReleaseFile, renderReleaseFile } from "./release-file.ts";

/** Releases as Markdown files below the git directory, for registries without a server. */
export function createLocalForge(gitDirectory: string): Forge {
  const folder = join(gitDirectory, "flow-tagbot", "releases");
  return {
    name: "local",
    capabilities: { latest: false, pages: false },
    repositoryUrl: null,
    readReleases: () => readReleases(folder),
    createRelease: (release) => createRelease(folder, release),
    readLatest: () => Promise.resolve(null),
    markLatest: () => Promise.resolve(),
  };
}

async function readReleases(folder: string): Promise<ReleaseIndex> {
  const names = await readdir(folder, { recursive: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const files = names.filter((name) => name.endsWith(".md"));
  const releases = new Map<string, Release>();
  await Promise.all(
    files.map(async (name) => {
      const path = join(folder, name);
      const release = parseReleaseFile(await readFile(path, "utf8"), pathToFileURL(path).href);
      const tag = relative(folder, path).split(sep).join("/").slice(0, -".md".length);
      if (release?.tag !== tag) throw failure("forge-unreadable", `${path} is not a release file of flow-tagbot.`, "Delete the file; the next apply makes it again.");
      releases.set(tag, release);
    }),
  );
  return {
    state: (tag) => {
      const release = releases.get(tag);
      if (release === undefined) return "missing";
      return release.draft ? "draft" : "published";
    },
    find: (tag) => releases.get(tag) ?? null,
    complete: true,
  };
}

/** Written beside its place and then linked into it: the file appears whole, and never over another one. */
async function createRelease(folder: string, release: NewRelease): Promise<CreateResult> {
  const path = join(folder, ...release.tag.split("/")) + ".md";
  const url = pathToFileURL(path).href;
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(temporary, renderReleaseFile(release));
  try {
    await link(temporary, path);
    return { kind: "created", release: { ...release, url } };
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
    const existing = parseReleaseFile(await readFile(path, "utf8"), url);
    if (existing === null) throw failure("forge-unreadable", `${path} is not a release file of flow-tagbot.`, "Delete the file; the next apply makes it again.");
    return { kind: "exists", release: existing };
  } finally {
    await rm(temporary, { force: true });
  }
}

function isMissing(error: unknown): boolean {
  return isCode(error, "ENOENT");
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
