import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { failure } from "../model/failure.ts";
import type { Problem } from "../model/problem.ts";
import type { Time } from "../model/time.ts";
import { openCache } from "../resolve/cache/open-cache.ts";
import { LIMITS } from "../resolve/limits.ts";
import type { RegistrySource } from "../resolve/source.ts";
import type { Transport } from "../resolve/transport.ts";
import type { ConsumerContext } from "../run/consume/context.ts";
import { readRegistries } from "../run/consume/registries.ts";
import { OWN_PROCESS } from "./own-process.ts";
import { value } from "./surroundings.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface ConsumerSettings {
  readonly environment: Environment;
  /** Absolute; relative paths in references and settings are meant from it. */
  readonly directory: string;
  /** Null: FLOW_TAGBOT_CACHE, else the user's folder for caches. */
  readonly cacheFolder: string | null;
  /** Null: FLOW_TAGBOT_REGISTRIES, else the user's folder for settings. */
  readonly registriesFile: string | null;
  readonly time: Time;
  readonly onNotice: (notice: Problem) => void;
  /** Told of each token that is used, so that it is never shown. */
  readonly onSecret: (secret: string) => void;
}

/** Where the list of registries and the cache lie, and what is meant by what is written there; all paths are absolute. */
export interface ConsumerPlaces {
  readonly cacheFolder: string;
  readonly registriesFile: string;
  readonly home: string;
  readonly serverUrl: string;
}

/** `GITHUB_SERVER_URL` has to be an address: `input-invalid`. */
export function findPlaces({
  environment,
  directory,
  cacheFolder,
  registriesFile,
}: Pick<ConsumerSettings, "environment" | "directory" | "cacheFolder" | "registriesFile">): ConsumerPlaces {
  const home = findHome(environment);
  const cache = cacheFolder ?? value(environment, "FLOW_TAGBOT_CACHE");
  const registries = registriesFile ?? value(environment, "FLOW_TAGBOT_REGISTRIES");
  return {
    cacheFolder: cache === null ? join(userFolder(environment, "XDG_CACHE_HOME", join(home, ".cache")), OWN) : resolve(directory, cache),
    registriesFile:
      registries === null
        ? join(userFolder(environment, "XDG_CONFIG_HOME", join(home, ".config")), OWN, "registries.yml")
        : resolve(directory, registries),
    home,
    serverUrl: readServerUrl(environment),
  };
}

/** What `~` stands for. */
export function findHome(environment: Environment): string {
  return value(environment, "HOME") ?? homedir();
}

/** Reads the list of registries; nothing else is touched before it is needed. Close with closeRegistries. */
export async function openConsumer(settings: ConsumerSettings): Promise<ConsumerContext> {
  const { directory, time, onNotice } = settings;
  const { cacheFolder, registriesFile, home, serverUrl } = findPlaces(settings);
  const cache = await openCache({ root: cacheFolder, now: time.now, owner: OWN_PROCESS, limits: LIMITS });
  const registries = await readRegistries(registriesFile, { home, serverUrl });
  let opener: Promise<TransportOpener> | null = null;
  return {
    directory,
    registries,
    registriesFile,
    serverUrl,
    cache,
    openTransport: async (source) => {
      opener ??= loadOpener(settings, serverUrl, cache.makeStage);
      return (await opener)(source);
    },
    time,
    onNotice,
  };
}

type TransportOpener = (source: RegistrySource) => Promise<Transport>;

/** Whatever reaches the network, and asks for tokens. */
async function loadOpener(
  { environment, time, onNotice, onSecret }: ConsumerSettings,
  serverUrl: string,
  makeStage: ConsumerContext["cache"]["makeStage"],
): Promise<TransportOpener> {
  const [{ createTransportOpener }, { createTokenFinder }, { readGhToken }] = await Promise.all([
    import("../run/consume/open-transport.ts"),
    import("./find-token.ts"),
    import("./gh-token.ts"),
  ]);
  return createTransportOpener({
    serverUrl,
    apiUrl: value(environment, "GITHUB_API_URL"),
    environment,
    makeStage,
    findToken: createTokenFinder({ environment, serverUrl, readGhToken, onToken: onSecret }),
    limits: LIMITS,
    time,
    onNotice,
    onProcess: () => undefined,
    onExchange: () => undefined,
  });
}

const OWN = "flow-tagbot";

/** A relative path in such a variable is to be ignored: https://specifications.freedesktop.org/basedir-spec */
function userFolder(environment: Environment, name: string, otherwise: string): string {
  const folder = value(environment, name);
  return folder !== null && isAbsolute(folder) ? folder : otherwise;
}

function readServerUrl(environment: Environment): string {
  const url = value(environment, "GITHUB_SERVER_URL") ?? "https://github.com";
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw failure(
    "input-invalid",
    `GITHUB_SERVER_URL is ${JSON.stringify(url)}, which is no address.`,
    "Write for example https://github.com",
  );
}
