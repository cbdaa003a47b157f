import { isIP } from "node:net";
import { parseRepositoryAddress } from "../forge/repository-address.ts";
import { isOnServer } from "../git/environment.ts";
import { tokenVariable } from "../resolve/registry-name.ts";
import { value } from "./surroundings.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface TokenFinderOptions {
  readonly environment: Environment;
  /** Whose GITHUB_TOKEN or GH_TOKEN it is, such as `https://github.com`. */
  readonly serverUrl: string;
  /** Asks `gh`; see gh-token.ts. */
  readonly readGhToken: (host: string) => Promise<string | null>;
  /** Told of each token that is found, before it is used: from then on it must not be shown. */
  readonly onToken: (token: string) => void;
}

/** The token for a registry's host; null: git's own credential helpers, or none. */
export type TokenFinder = (source: { readonly name: string | null; readonly url: string }) => Promise<string | null>;

/** Where `gh` cannot be logged in, so that it is not even asked. */
const OTHER_FORGES = /(?:^|\.)(?:gitlab\.com|bitbucket\.org|codeberg\.org|dev\.azure\.com|visualstudio\.com|git\.sr\.ht)$/;

/**
 * Looks in this order: the registry's own variable, GITHUB_TOKEN or GH_TOKEN if it lies on their server, and `gh`, which is
 * asked once for each host. A folder has no host, and only its own variable.
 */
export function createTokenFinder({ environment, serverUrl, readGhToken, onToken }: TokenFinderOptions): TokenFinder {
  const asked = new Map<string, Promise<string | null>>();

  function askGh(host: string): Promise<string | null> {
    const known = asked.get(host) ?? readGhToken(host);
    asked.set(host, known);
    return known;
  }

  return async ({ name, url }) => {
    const address = parseRepositoryAddress(url);
    const own = name === null ? null : value(environment, tokenVariable(name));
    const servers = isOnServer(address?.url ?? url, serverUrl)
      ? (value(environment, "GITHUB_TOKEN") ?? value(environment, "GH_TOKEN"))
      : null;
    const token = own ?? servers ?? (address !== null && mayBeGithub(address.url) ? await askGh(address.host) : null);
    if (token !== null) onToken(token);
    return token;
  };
}

function mayBeGithub(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  // A name without a dot is a machine of this network, or an alias that only ssh knows.
  return protocol === "https:" && hostname.includes(".") && isIP(hostname) === 0 && !OTHER_FORGES.test(hostname);
}
