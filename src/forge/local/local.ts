import { link, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Access } from "../../model/access.ts";
import { failure } from "../../model/failure.ts";
import type { Release, ReleaseState } from "../../model/release.ts";
import type { CreateResult, EditResult, Forge, NewRelease, NewText, ReleaseIndex } from "../port.ts";
import { isErrorCode } from "../../model/error-code.ts";
import { createManualPage } from "./manual-page.ts";

/** The two places of a release's file; which of them it is in tells its state without reading it. */
interface Folders {
  readonly published: string;
  readonly draft: string;
}

const EXTENSION = ".md";

/** There is no token and no server to ask. */
const ACCESS: Access = {
  login: null,
  hasIssues: true,
  scopes: null,
  immutableReleases: null,
  rateLimit: null,
};

/**
 * Releases as Markdown files named after their tags, below the git directory, for registries without a server. Moving
 * a file from `drafts/` to `releases/` publishes it.
 */
export function createLocalForge(gitDirectory: string): Forge {
  const folder = join(gitDirectory, "flow-tagbot");
  const folders: Folders = { published: join(folder, "releases"), draft: join(folder, "drafts") };
  return {
    name: "local",
    capabilities: { latest: false, pages: false, assets: false, pullRequests: false, ownNotes: false },
    repositoryUrl: null,
    readReleases: () => readReleases(folders),
    createRelease: (release) => createRelease(folders, release),
    readLatest: () => Promise.resolve(null),
    markLatest: () => Promise.resolve(),
    readAccess: () => Promise.resolve(ACCESS),
    isPrivate: () => Promise.resolve(null),
    readTagRules: () => Promise.resolve([]),
    issues: createManualPage(folder),
    readPullRequests: (commits) => Promise.resolve({ pulls: new Map(commits.map(({ sha }) => [sha, []])), failure: null }),
    comments: { find: () => Promise.resolve(null), create: refuseComment, edit: refuseComment },
    addLabel: () => Promise.resolve(false),
    writeOwnNotes: () => Promise.resolve(""),
    editRelease: (tag, text) => editRelease(folders, tag, text),
  };
}

async function readReleases(folders: Folders): Promise<ReleaseIndex> {
  const [published, drafts] = await Promise.all([readTags(folders.published), readTags(folders.draft)]);
  const state = (tag: string): ReleaseState => {
    if (published.has(tag)) return "published";
    return drafts.has(tag) ? "draft" : "missing";
  };
  return {
    state,
    find: (tag) => readRelease(folders, tag),
    beginning: async (text) => {
      const { findBeginnings } = await import("./beginnings.ts");
      const paths = new Map([
        ...[...drafts].map((tag) => [pathOf(folders.draft, tag), tag] as const),
        ...[...published].map((tag) => [pathOf(folders.published, tag), tag] as const),
      ]);
      return new Set(findBeginnings(paths.keys(), text).flatMap((path) => paths.get(path) ?? []));
    },
    complete: true,
  };
}

async function readTags(folder: string): Promise<ReadonlySet<string>> {
  // With file types, because without them every single file is asked for its own.
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (isErrorCode(error, "ENOENT")) return [];
    throw error;
  });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(EXTENSION));
  return new Set(
    files.map(({ parentPath, name }) =>
      `${parentPath}${sep}${name.slice(0, -EXTENSION.length)}`.slice(folder.length + 1).replaceAll(sep, "/"),
    ),
  );
}

/** Null when there is no file; a file that is not one of ours is an error, not a missing release. */
async function readRelease(folders: Folders, tag: string): Promise<Release | null> {
  for (const folder of [folders.published, folders.draft]) {
    const path = pathOf(folder, tag);
    const text = await readFile(path, "utf8").catch((error: unknown) => {
      if (isErrorCode(error, "ENOENT")) return null;
      throw error;
    });
    if (text === null) continue;
    const { parseReleaseFile } = await import("./release-file.ts");
    const release = parseReleaseFile(text, pathToFileURL(path).href);
    if (release?.tag !== tag)
      throw failure("forge-unreadable", `${path} is not a release file of flow-tagbot.`, "Delete the file; the next apply makes it again.");
    return { ...release, draft: folder === folders.draft };
  }
  return null;
}

/** Written beside its place and then linked into it: the file appears whole, and never over another one. */
async function createRelease(folders: Folders, release: NewRelease): Promise<CreateResult> {
  const existing = await readRelease(folders, release.tag);
  if (existing !== null) return { kind: "exists", release: existing };
  const { renderReleaseFile } = await import("./release-file.ts");
  const path = pathOf(release.draft ? folders.draft : folders.published, release.tag);
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(temporary, renderReleaseFile(release));
  try {
    await link(temporary, path);
    return { kind: "created", release: { ...release, url: pathToFileURL(path).href } };
  } catch (error) {
    if (!isErrorCode(error, "EEXIST")) throw error;
    return await createRelease(folders, release);
  } finally {
    await rm(temporary, { force: true });
  }
}

function refuseComment(): Promise<never> {
  throw failure("forge-invalid", "A local registry has no pull requests to comment on.", "Run it with --forge github.");
}

/** The new text replaces the file in one step. */
async function editRelease(folders: Folders, tag: string, { before, body }: NewText): Promise<EditResult> {
  const release = await readRelease(folders, tag);
  if (release === null) throw failure("forge-invalid", `There is no release of ${tag} to edit.`, "Run again: the next plan knows.");
  if (release.body.trimEnd() === body.trimEnd()) return { kind: "same", release };
  if (release.body.trimEnd() !== before.trimEnd())
    throw failure(
      "release-edited",
      `The text of the release of ${tag} was changed since it was read, and is left alone.`,
      "Look at the next run's plan, which reads it anew.",
    );
  const { replaceBody } = await import("./release-file.ts");
  const path = pathOf(release.draft ? folders.draft : folders.published, tag);
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    await writeFile(temporary, replaceBody(await readFile(path, "utf8"), body));
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return { kind: "edited", release: { ...release, body } };
}

function pathOf(folder: string, tag: string): string {
  return join(folder, ...tag.split("/")) + EXTENSION;
}
