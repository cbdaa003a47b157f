import type { GithubSettings } from "../run/choose-forge.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment's part in a run, read once. */
export interface Surroundings {
  readonly serverUrl: string;
  readonly apiUrl: string | null;
  readonly repository: string | null;
  readonly token: string | null;
  /** Everything that must never be shown. */
  readonly secrets: readonly string[];
}

/** `GITHUB_*` as the runner sets them; `others` are the secrets beside tokens. */
export function readSurroundings(environment: Environment, token: string | null, others: readonly string[]): Surroundings {
  const given = token ?? value(environment, "GITHUB_TOKEN") ?? value(environment, "GH_TOKEN");
  const tokens = [token, value(environment, "GITHUB_TOKEN"), value(environment, "GH_TOKEN")].filter((secret) => secret !== null);
  return {
    serverUrl: value(environment, "GITHUB_SERVER_URL") ?? "https://github.com",
    apiUrl: value(environment, "GITHUB_API_URL"),
    repository: value(environment, "GITHUB_REPOSITORY"),
    token: given,
    secrets: [...tokens, ...others],
  };
}

export function value(environment: Environment, name: string): string | null {
  const text = environment[name]?.trim();
  return text === undefined || text === "" ? null : text;
}

export function toGithubSettings(
  { serverUrl, apiUrl, repository, token }: Surroundings,
  rest: Omit<GithubSettings, "serverUrl" | "apiUrl" | "repository" | "token">,
): GithubSettings {
  return { serverUrl, apiUrl, repository, token, ...rest };
}
