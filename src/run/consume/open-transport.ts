import type { Exchange } from "../../forge/github/client.ts";
import type { Problem } from "../../model/problem.ts";
import type { Time } from "../../model/time.ts";
import type { Cache } from "../../resolve/cache.ts";
import { isLoopback } from "../../resolve/registry-source.ts";
import type { RegistrySource } from "../../resolve/source.ts";
import type { Limits, Transport } from "../../resolve/transport.ts";

export interface TransportSettings {
  /** `https://github.com`, or a GitHub Enterprise Server. */
  readonly serverUrl: string;
  /** API of that server; null: derived from its address, as for all others. */
  readonly apiUrl: string | null;
  /** What git's processes are given. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly makeStage: Cache["makeStage"];
  readonly findToken: (source: Pick<RegistrySource, "name" | "url">) => Promise<string | null>;
  readonly limits: Limits;
  readonly time: Time;
  readonly onNotice: (notice: Problem) => void;
  /** Told of each process of git. */
  readonly onProcess: () => void;
  readonly onExchange: (exchange: Exchange) => void;
}

const PROXIES = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"];

/** Owners and repositories of GitHub. */
const NAME = /^(?!\.+$)[\w.-]+$/;

/**
 * The ways to registries that are not folders. Git reads them all. One on GitHub is read over HTTP alone when there is a token (without one, its
 * API takes 60 requests an hour of everybody behind an address), and by git where that fails.
 */
export function createTransportOpener(settings: TransportSettings): (source: RegistrySource) => Promise<Transport> {
  return async (source) => {
    const token = await settings.findToken(source);
    const slow = (withToken: boolean): Promise<Transport> => openGit(settings, source.url, withToken ? token : null);
    if (source.type !== "github" || token === null) return slow(true);
    const place = await findPlace(settings, source.url);
    if (place === null) return slow(true);
    const [{ openGithubTransport }, { fallBack }] = await Promise.all([
      import("../../forge/github/registry-transport.ts"),
      import("./fall-back.ts"),
    ]);
    const { limits, time, environment, onExchange, onNotice } = settings;
    const proxied = PROXIES.some((name) => (environment[name] ?? "") !== "");
    return fallBack(openGithubTransport({ ...place, token, limits, time, proxied, onExchange }), slow, onNotice);
  };
}

/** A folder is made only when git is needed. */
async function openGit(settings: TransportSettings, url: string, token: string | null): Promise<Transport> {
  const [{ openGitTransport }, { gitEnvironment }] = await Promise.all([
    import("../../git/remote/open-git-transport.ts"),
    import("../../git/environment.ts"),
  ]);
  const { limits, time, onProcess, onNotice } = settings;
  const environment = gitEnvironment(settings.environment, null);
  const stage = await settings.makeStage();
  try {
    const transport = openGitTransport({ url, stage: stage.folder, environment, token, limits, onProcess, onNotice, time });
    const close = async (): Promise<void> => {
      try {
        await transport.close();
      } finally {
        await stage.remove();
      }
    };
    return { ...transport, close };
  } catch (error) {
    await stage.remove();
    throw error;
  }
}

interface GithubPlace {
  readonly apiUrl: string;
  readonly repositoryUrl: string;
  readonly owner: string;
  readonly repo: string;
}

/** Null: not `owner/repo` on a server that a token may be sent to. */
async function findPlace({ serverUrl, apiUrl }: TransportSettings, url: string): Promise<GithubPlace | null> {
  const [{ parseRepositoryAddress }, { toApiUrl }] = await Promise.all([
    import("../../forge/repository-address.ts"),
    import("../../forge/github/api-url.ts"),
  ]);
  const address = parseRepositoryAddress(url);
  if (address === null || !NAME.test(address.owner) || !NAME.test(address.repo)) return null;
  const { origin, protocol, hostname } = new URL(address.url);
  if (protocol !== "https:" && !isLoopback(hostname)) return null;
  // GITHUB_API_URL is the address of its own server's API, and of no other's.
  const own = origin === new URL(serverUrl).origin ? apiUrl : null;
  return { apiUrl: own ?? toApiUrl(origin), repositoryUrl: address.url, owner: address.owner, repo: address.repo };
}
