import { toApiUrl } from "../forge/github/api-url.ts";
import type { Exchange } from "../forge/github/client.ts";
import { createLocalForge } from "../forge/local/local.ts";
import type { Forge } from "../forge/port.ts";
import { parseRepositoryAddress, type RepositoryAddress } from "../forge/repository-address.ts";
import { failure } from "../model/failure.ts";
import type { Time } from "../model/time.ts";

export type ForgeName = "local" | "github" | "gitlab";

/** What is known about GitHub from around the run. */
export interface GithubSettings {
  /** `https://github.com`, or a GitHub Enterprise Server. */
  readonly serverUrl: string;
  /** Null: derived from the server. */
  readonly apiUrl: string | null;
  /** `owner/repo`; null: taken from the remote. */
  readonly repository: string | null;
  readonly token: string | null;
  /** Asked for a token of a host when there is none. */
  readonly findToken: (host: string) => Promise<string | null>;
  /** The token is the workflow's own, whose login is known. */
  readonly ownToken: boolean;
  readonly time: Time;
  /** When nothing new may begin, on the clock of `time`; null: never. */
  readonly deadline: number | null;
  readonly onExchange: (exchange: Exchange) => void;
  readonly onWait: (seconds: number) => void;
}

/** The forge that was asked for, or the one that tags are pushed to; without an address, the local directory. */
export async function chooseForge(
  wanted: ForgeName | null,
  pushedUrl: string | null,
  gitDirectory: string,
  github: GithubSettings,
): Promise<Forge> {
  const address = pushedUrl === null ? null : parseRepositoryAddress(pushedUrl);
  switch (wanted ?? detect(address, github.serverUrl)) {
    case "local":
      return createLocalForge(gitDirectory);
    case "github":
      return openGithub(address, github);
    case "gitlab":
      throw failure(
        "forge-unsupported",
        `GitLab (${address?.host ?? "--forge gitlab"}) is not supported yet.`,
        "Use --forge local to make tags and to keep releases as files.",
      );
  }
}

function detect(address: RepositoryAddress | null, serverUrl: string): ForgeName {
  if (address === null) return "local";
  if (address.host === new URL(serverUrl).host || address.host === "github.com") return "github";
  if (/(^|\.)gitlab\./.test(address.host)) return "gitlab";
  throw failure(
    "forge-unknown",
    `It is not known what kind of server ${address.host} is.`,
    "Name it with --forge (local or github); for GitHub Enterprise Server set GITHUB_SERVER_URL.",
  );
}

async function openGithub(
  address: RepositoryAddress | null,
  { serverUrl, apiUrl, repository, token, findToken, ...rest }: GithubSettings,
): Promise<Forge> {
  const [owner, repo] = repository?.split("/") ?? [address?.owner, address?.repo];
  if (owner === undefined || repo === undefined || owner === "" || repo === "") {
    throw failure(
      "forge-unknown",
      repository === null
        ? "The repository's owner and name are not known: there is no remote `origin` on a server, and GITHUB_REPOSITORY is not set."
        : `GITHUB_REPOSITORY is ${JSON.stringify(repository)}, not owner/repo.`,
      "Set GITHUB_REPOSITORY to owner/repo, or add the remote `origin`.",
    );
  }
  const server = repository === null && address !== null ? new URL(address.url).origin : new URL(serverUrl).origin;
  // Token and API address are those of the server that they were given for, and of no other.
  const own = server === new URL(serverUrl).origin ? { token, apiUrl } : { token: null, apiUrl: null };
  const { createGithub } = await import("../forge/github/github.ts");
  return createGithub({
    ...rest,
    token: own.token ?? (await findToken(new URL(server).host)),
    ownToken: rest.ownToken && own.token !== null,
    owner,
    repo,
    apiUrl: own.apiUrl ?? toApiUrl(server),
    repositoryUrl: `${server}/${owner}/${repo}`,
  });
}
