import { EVERYTHING, type Config, type Selection } from "../config/config.ts";
import type { ConfigFile } from "../config/schema.ts";
import type { Forge } from "../forge/port.ts";
import { parseRepositoryAddress } from "../forge/repository-address.ts";
import { gitEnvironment, isOnServer, withCredential } from "../git/environment.ts";
import { createGit } from "../git/git.ts";
import type { Repository } from "../git/open-repository.ts";
import { toSshUrl } from "../git/ssh-key.ts";
import type { ManualContext } from "../manual/way-out.ts";
import { failure } from "../model/failure.ts";
import type { OnProgress } from "../model/progress.ts";
import { chooseForge, type ForgeName, type GithubSettings } from "../run/choose-forge.ts";
import { refusePublishing } from "../run/refuse-publishing.ts";
import { openRegistry, type ConfigSource, type OpenRegistry, type PushRequest } from "../run/open-registry.ts";
import type { Pusher } from "../run/read-preflight.ts";
import type { Counters } from "./counters.ts";
import type { Keys } from "./keys.ts";
import type { Surroundings } from "./surroundings.ts";

export interface SessionRequest {
  readonly directory: string;
  /** Null: git decides whose repositories it trusts. */
  readonly safeDirectory: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly surroundings: Surroundings;
  readonly counters: Counters;
  readonly config: ConfigSource;
  readonly overrides: ConfigFile;
  readonly selection?: Selection;
  readonly forge: ForgeName | null;
  readonly github: GithubSettings;
  readonly keys: Keys;
  /** The registry that the directory is a clone of, when tags are made in another repository: that one's address. */
  readonly elsewhere: { readonly url: string; readonly registry: string; readonly token: string | null } | null;
  readonly offline: boolean;
  /** False: the release branch's newest commit alone will do. Whole if not given. */
  readonly history?: boolean;
  /** A revision that stands for the release branch. */
  readonly revision?: string | null;
  readonly onProgress: OnProgress;
}

/** An opened registry with its forge: what every use case starts from. */
export interface Session extends OpenRegistry {
  readonly forge: Forge;
  readonly selection: Selection;
  readonly manual: ManualContext;
  readonly pusher: Pusher;
  readonly onProgress: OnProgress;
}

export async function openSession(request: SessionRequest): Promise<Session> {
  const {
    directory,
    surroundings,
    counters,
    keys,
    elsewhere,
    github,
    selection = EVERYTHING,
    history = true,
    revision = null,
    onProgress,
  } = request;
  const readToken = elsewhere === null ? surroundings.token : elsewhere.token;
  const opened = await openRegistry({
    git: createGit({ directory, environment: gitEnvironment(request.environment, request.safeDirectory), onProcess: counters.onProcess }),
    door: elsewhere === null ? null : keys.registrySsh,
    credential: readToken === null ? null : { token: readToken, serverUrl: surroundings.serverUrl },
    push: elsewhere === null && keys.ssh === null ? null : (repository) => toPushRequest(request, repository),
    config: request.config,
    overrides: request.overrides,
    offline: request.offline,
    history,
    revision,
  });
  const pushedUrl = elsewhere?.url ?? opened.repository.remote?.url ?? null;
  const forge = await chooseForge(request.forge, pushedUrl, opened.repository.gitDirectory, github);
  if (elsewhere !== null && forge.name === "local")
    throw failure(
      "input-invalid",
      `Tags of the registry ${elsewhere.registry} cannot be made with --forge local: its releases would be lost with the temporary clone.`,
      "Leave --forge away, or run in a clone of the registry itself.",
    );
  if (elsewhere !== null) {
    // No other token than the registry's own may be asked for here.
    const findToken = (): Promise<null> => Promise.resolve(null);
    // The registry is on the server that tags are made on; its token is for no other.
    const server = new URL(forge.repositoryUrl ?? github.serverUrl).origin;
    const apiUrl = server === new URL(github.serverUrl).origin ? github.apiUrl : null;
    const asked = {
      ...github,
      serverUrl: server,
      apiUrl,
      repository: elsewhere.registry,
      token: elsewhere.token,
      ownToken: false,
      findToken,
    };
    await refusePublishing(elsewhere.registry, await chooseForge("github", pushedUrl, opened.repository.gitDirectory, asked), forge);
  }
  const kind = keys.ssh !== null || keys.sshTrouble !== null ? "ssh" : toPusherKind(pushedUrl, surroundings, github.ownToken);
  return {
    ...opened,
    forge,
    selection,
    manual: toManualContext(opened, forge, elsewhere?.url ?? null, keys),
    pusher: { kind, trouble: keys.sshTrouble },
    onProgress,
  };
}

/** Where and how tags are pushed when a key does it, or when the registry is elsewhere. */
function toPushRequest(
  { keys: { ssh }, elsewhere, surroundings: { token, serverUrl } }: SessionRequest,
  { remote }: Repository,
): PushRequest {
  const url = elsewhere?.url ?? remote?.url ?? null;
  if (ssh !== null) {
    const address = url === null || isSsh(url) ? null : parseRepositoryAddress(url);
    return { to: address === null ? (elsewhere?.url ?? null) : toSshUrl(address), elsewhere: elsewhere !== null, door: ssh };
  }
  if (url === null || token === null || !isOnServer(url, serverUrl))
    return { to: elsewhere?.url ?? null, elsewhere: elsewhere !== null, door: (environment) => environment };
  return { to: url, elsewhere: elsewhere !== null, door: (environment) => withCredential(environment, { url, token }) };
}

function toPusherKind(url: string | null, { serverUrl }: Surroundings, ownToken: boolean): Pusher["kind"] {
  if (url === null || parseRepositoryAddress(url) === null) return "none";
  if (isSsh(url)) return "ssh";
  return ownToken && isOnServer(url, serverUrl) ? "workflow-token" : "token";
}

function isSsh(url: string): boolean {
  return parseRepositoryAddress(url) !== null && !/^https?:\/\//.test(url);
}

function toManualContext(
  { repository, config }: OpenRegistry,
  forge: Forge,
  pushTo: string | null,
  { hasSigningKey }: Pick<Keys, "hasSigningKey">,
): ManualContext {
  const address = forge.repositoryUrl === null ? null : parseRepositoryAddress(forge.repositoryUrl);
  const remote = repository.remote?.name ?? null;
  return {
    remote,
    pushTo: pushTo ?? remote,
    site:
      address === null
        ? null
        : { host: address.host, repository: `${address.owner}/${address.repo}`, notesCommand: ["flow-tagbot", "notes"] },
    sign: config.signingFormat !== null || hasSigningKey,
    notes: new Map(),
    config: toTemplates(config),
  };
}

function toTemplates({ roots, tag }: Config): ManualContext["config"] {
  return { roots, tag };
}
