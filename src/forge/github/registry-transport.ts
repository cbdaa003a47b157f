import { Failure } from "../../model/failure.ts";
import type { Time } from "../../model/time.ts";
import type { Limits, Transport } from "../../resolve/transport.ts";
import type { Exchange } from "./client.ts";
import type { AskApi, ContentsReader } from "./registry-contents.ts";
import { createSender, parseJson } from "./registry-http.ts";
import { readRefs } from "./registry-refs.ts";

export interface GithubTransportOptions {
  readonly apiUrl: string;
  /** `https://host/owner/repo`. */
  readonly repositoryUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly token: string;
  readonly limits: Limits;
  readonly time: Time;
  /** Whether variables of the environment name a proxy. */
  readonly proxied: boolean;
  readonly onExchange: (exchange: Exchange) => void;
}

/** REST API version: https://docs.github.com/rest/about-the-rest-api/api-versions */
const API_VERSION = "2022-11-28";

/**
 * Reads a registry on GitHub over HTTP, without a process and without a file. Commits by their first digits are not found this way: the API also
 * knows the commits of forks, which anybody can push.
 */
export function openGithubTransport(options: GithubTransportOptions): Omit<Transport, "findCommits" | "close"> {
  const { apiUrl, repositoryUrl, owner, repo, token, limits } = options;
  const send = createSender(options);
  const base = `${apiUrl}/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`;
  let reader: Promise<ContentsReader> | null = null;

  const ask: AskApi = async (path, { mostBytes, beyond }) => {
    const headers = {
      "user-agent": "flow-tagbot",
      accept: "application/vnd.github+json",
      "x-github-api-version": API_VERSION,
      authorization: `Bearer ${token}`,
    };
    return parseJson((await send({ url: base + path, headers, mostBytes, beyond })).toString("utf8"));
  };

  // Checking answers takes longer to load than asking for refs does.
  const contents = (): Promise<ContentsReader> =>
    (reader ??= import("./registry-contents.ts").then(({ createContentsReader }) => createContentsReader(ask, limits)));

  return {
    readRefs: async () => {
      try {
        return await readRefs(send, { repositoryUrl, token, mostBytes: limits.totalBytes });
      } catch (error) {
        if (error instanceof Failure) throw error;
        const { githubFailure } = await import("./failures.ts");
        throw githubFailure(`The branches and tags of ${repositoryUrl} could not be read`, error);
      }
    },
    readCommits: async (wants) => (await contents()).readCommits(wants),
    readContents: async (files) => (await contents()).readContents(files),
  };
}
