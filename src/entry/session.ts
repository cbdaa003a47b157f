import { EVERYTHING, type Config, type Selection } from "../config/config.ts";
import type { ConfigFile } from "../config/schema.ts";
import type { Forge } from "../forge/port.ts";
import { parseRepositoryAddress } from "../forge/repository-address.ts";
import { gitEnvironment } from "../git/environment.ts";
import { createGit } from "../git/git.ts";
import type { ManualContext } from "../manual/way-out.ts";
import type { OnProgress } from "../model/progress.ts";
import { chooseForge, type ForgeName } from "../run/choose-forge.ts";
import { openRegistry, type ConfigSource, type OpenRegistry } from "../run/open-registry.ts";
import type { Counters } from "./counters.ts";
import { toGithubSettings, type Surroundings } from "./surroundings.ts";

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
  readonly findToken: (host: string) => Promise<string | null>;
  readonly offline: boolean;
  readonly onProgress: OnProgress;
}

/** An opened registry with its forge: what every use case starts from. */
export interface Session extends OpenRegistry {
  readonly forge: Forge;
  readonly selection: Selection;
  readonly manual: ManualContext;
  readonly onProgress: OnProgress;
}

export async function openSession(request: SessionRequest): Promise<Session> {
  const { directory, surroundings, counters, selection = EVERYTHING, onProgress } = request;
  const { token, serverUrl } = surroundings;
  const opened = await openRegistry({
    git: createGit({ directory, environment: gitEnvironment(request.environment, request.safeDirectory), onProcess: counters.onProcess }),
    credential: token === null ? null : { token, serverUrl },
    config: request.config,
    overrides: request.overrides,
    offline: request.offline,
  });
  const forge = await chooseForge(
    request.forge,
    opened.repository,
    toGithubSettings(surroundings, { onExchange: counters.onExchange, onWait: counters.onWait, findToken: request.findToken }),
  );
  return { ...opened, forge, selection, manual: toManualContext(opened, forge), onProgress };
}

function toManualContext({ repository, config }: OpenRegistry, forge: Forge): ManualContext {
  const address = forge.repositoryUrl === null ? null : parseRepositoryAddress(forge.repositoryUrl);
  return {
    remote: repository.remote?.name ?? null,
    site:
      address === null
        ? null
        : { host: address.host, repository: `${address.owner}/${address.repo}`, notesCommand: ["flow-tagbot", "notes"] },
    config: toTemplates(config),
  };
}

function toTemplates({ roots, tag }: Config): ManualContext["config"] {
  return { roots, tag };
}
