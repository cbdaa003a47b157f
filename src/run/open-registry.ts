import { DEFAULT_CONFIG, type Config } from "../config/config.ts";
import { mergeConfig } from "../config/merge.ts";
import type { ConfigFile } from "../config/schema.ts";
import { isOnServer, withCredential } from "../git/environment.ts";
import { fetchCommits, fetchHistory } from "../git/fetch.ts";
import type { Git } from "../git/git.ts";
import { openRepository, readBranch, readRevision, type Branch, type Repository } from "../git/open-repository.ts";
import { readObjects, type GitObject } from "../git/read-objects.ts";
import { readRemoteRefs } from "../git/read-refs.ts";
import { Failure, failure } from "../model/failure.ts";
import { renderCommand } from "../model/quote.ts";

/** Where the configuration file comes from. */
export type ConfigSource =
  /** A path in the release branch; only the default one may be missing. */
  | { readonly kind: "branch"; readonly path: string; readonly required: boolean }
  /** Text that the caller read, with its path for messages. */
  | { readonly kind: "text"; readonly path: string; readonly text: string };

/** A change of the environment of git's processes: what gives them a credential. */
export type Door = (environment: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;

/** Where tags are made, if not through the door that the registry is read by. */
export interface PushRequest {
  /** Null: the registry's own remote. */
  readonly to: string | null;
  /** The tags that exist are read from there as well. */
  readonly elsewhere: boolean;
  readonly door: Door;
}

export interface RegistryRequest {
  readonly git: Git;
  /** Gives the processes that read the registry a credential of their own; null: none is needed. */
  readonly door: Door | null;
  /** Sent to the remote if it is on this server, and nowhere else. */
  readonly credential: { readonly serverUrl: string; readonly token: string } | null;
  /** Null: tags are pushed as the registry is read. */
  readonly push: ((repository: Repository) => PushRequest) | null;
  readonly config: ConfigSource;
  /** Inputs or flags; they win over the file. */
  readonly overrides: ConfigFile;
  /** Make do with what the repository knows, without a look at the remote. */
  readonly offline: boolean;
  /** False: the branch's newest commit alone will do. Whole if not given. */
  readonly history?: boolean;
  /** A revision that stands for the release branch; the remote is not looked at then. */
  readonly revision?: string | null;
}

export interface OpenRegistry {
  readonly repository: Repository;
  /** Null in a repository without any commit. */
  readonly branch: OpenBranch | null;
  readonly config: Config;
}

export interface OpenBranch extends Branch {
  /** Where this clone's own branch of that name is; null when it has none. */
  readonly localHead: string | null;
}

/** Opens the repository at its release branch, with the configuration that holds there and its whole history. */
export async function openRegistry(request: RegistryRequest): Promise<OpenRegistry> {
  const { overrides, history = true, revision = null } = request;
  const reading = request.door === null ? request.git : request.git.with(request.door);
  const own = withToken(await openRepository(reading), request.credential);
  const site = request.push?.(own) ?? null;
  const repository = site === null ? own : withPushSite(request.git, own, site);
  const readHead = (wanted: string | null, from: Repository): Promise<Branch | null> =>
    revision === null
      ? withTags(readBranch(from, wanted, request.offline), site?.elsewhere === true && !request.offline ? repository : null)
      : readRevision(from, revision);
  const branch = await readHead(overrides.branch ?? null, repository);
  if (branch === null)
    return { repository, branch, config: mergeConfig(DEFAULT_CONFIG, await parseSource(request.config, null, null), overrides) };
  const path = request.config.kind === "branch" ? request.config.path : null;
  const opened = await openBranch(repository, branch, path, history);
  const config = mergeConfig(DEFAULT_CONFIG, await parseSource(request.config, opened.text, branch), overrides);
  if (revision === null) refuseIndexOnReleases(config, config.branch ?? branch.branch);
  if (config.branch === null || config.branch === branch.branch || revision !== null)
    return { repository: opened.repository, branch: opened.branch, config };
  const configured = await readHead(config.branch, opened.repository);
  return configured === null
    ? { repository: opened.repository, branch: null, config }
    : { ...(await openBranch(opened.repository, configured, null, history)), config };
}

/** An index on the release branch would make every run a new landing, which the next run indexes. */
function refuseIndexOnReleases({ indexBranch }: Config, branch: string): void {
  if (indexBranch !== branch) return;
  throw failure(
    "config-invalid",
    `\`index-branch\` is ${branch}, which is the release branch.`,
    "Choose a branch of its own for the index, such as flow-index.",
  );
}

/** The credential of one repository never gets to another: the door elsewhere starts from the bare environment. */
function withPushSite(bare: Git, repository: Repository, { to, elsewhere, door }: PushRequest): Repository {
  return { ...repository, push: { git: (elsewhere ? bare : repository.git).with(door), to: to ?? repository.push.to } };
}

/** The branch with the tags of the repository that tags are made in. */
async function withTags(reading: Promise<Branch | null>, site: Repository | null): Promise<Branch | null> {
  const branch = await reading;
  if (branch === null || site === null) return branch;
  return { ...branch, tags: (await readRemoteRefs(site.push.git, site.push.to, null)).tags };
}

function withToken(repository: Repository, credential: RegistryRequest["credential"]): Repository {
  const { git, remote } = repository;
  if (credential === null || remote === null || !isOnServer(remote.url, credential.serverUrl)) return repository;
  const door = git.with((environment) => withCredential(environment, { url: remote.url, token: credential.token }));
  return { ...repository, git: door, push: { git: door, to: repository.push.to } };
}

interface OpenedBranch {
  readonly repository: Repository;
  readonly branch: OpenBranch;
  readonly text: string | null;
}

/** Makes sure that the branch's commits are here, and reads one of its files with the same git process. */
async function openBranch(given: Repository, branch: Branch, path: string | null, history: boolean): Promise<OpenedBranch> {
  // In a partial clone git would fetch what is missing as soon as it is asked for, with the whole history.
  const repository = !history && given.partial ? await fetchCommits(given, [branch.head]) : given;
  const names = [`${branch.head}^{commit}`, `refs/heads/${branch.branch}^{commit}`, ...(path === null ? [] : [`${branch.head}:${path}`])];
  const read = (): Promise<readonly (GitObject | null)[]> => readObjects(repository.git, names);
  const first = await read();
  const hasHead = first[0] != null;
  const complete = hasHead && (!repository.shallow || !history);
  const fetched = hasHead || history ? repository : await fetchCommits(repository, [branch.head]);
  if (!complete && history) await fetchHistory(repository, branch, hasHead);
  const [, own, file] = complete ? first : await read();
  return {
    repository: history ? { ...repository, shallow: false, partial: repository.partial || repository.shallow } : fetched,
    branch: { ...branch, localHead: own?.oid ?? null },
    text: file?.type === "blob" ? file.content.toString("utf8") : null,
  };
}

async function parseSource(source: ConfigSource, branchText: string | null, branch: Branch | null): Promise<ConfigFile> {
  const text = source.kind === "text" ? source.text : branchText;
  if (text === null) {
    if (source.kind === "branch" && source.required)
      throw failure(
        "config-unreadable",
        `There is no ${source.path} on the release branch.`,
        "Correct the path of the configuration file, or commit the file.",
      );
    return {};
  }
  // Validation is loaded where there is something to validate: it costs as much start-up time as everything else.
  const { parseConfigFile } = await import("../config/config-file.ts");
  const parsed = parseConfigFile(text, source.path);
  if (parsed.ok) return parsed.value;
  throw new Failure(source.kind === "text" || branch === null ? parsed.problems : onBranch(parsed.problems, source.path, branch));
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** What is in front of a person may be in order already. */
function onBranch([first, ...others]: Failure["problems"], path: string, { branch, head }: Branch): Failure["problems"] {
  const message = `${ended(first.message)} That is the file on the release branch, ${branch} at ${head.slice(0, 8)}.`;
  const fix = `${ended(first.fix)} A pull request that mends it is checked by: ${renderCommand(["flow-tagbot", "check", "--config", path])}`;
  return [{ ...first, message, fix }, ...others];
}
