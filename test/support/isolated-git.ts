/** Nothing of the caller's git reaches these repositories, and their SHAs are the same on every machine. */
export function isolatedEnvironment(home: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    HOME: home,
    LC_ALL: "C",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_AUTHOR_NAME: "Ada Author",
    GIT_AUTHOR_EMAIL: "ada@example.com",
    GIT_COMMITTER_NAME: "Cleo Committer",
    GIT_COMMITTER_EMAIL: "cleo@example.com",
  };
}

/** The author of a commit, given as `Name <mail>`. */
export function authorEnvironment(author: string | undefined): NodeJS.ProcessEnv {
  const [, name, mail] = /^(.*) <(.*)>$/.exec(author ?? "") ?? [];
  if (name !== undefined && mail !== undefined) return { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: mail };
  if (author === undefined) return {};
  throw new Error(`Not "Name <mail>": ${author}`);
}

/** Arguments that go before the subcommand. */
export const ISOLATED_SETTINGS: readonly string[] = [
  "gc.auto=0",
  "maintenance.auto=false",
  "commit.gpgSign=false",
  "tag.gpgSign=false",
  "core.autocrlf=false",
  "advice.detachedHead=false",
].flatMap((setting) => ["-c", setting]);
