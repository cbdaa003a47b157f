type Environment = Readonly<Record<string, string | undefined>>;

/** A token that git may send to one repository's URL and nowhere else. */
export interface GitCredential {
  readonly url: string;
  readonly token: string;
}

/**
 * Settings that hold for every git process. The checkout may be anybody's: its hooks and its file system monitor are
 * programs, and some of its settings change what `git log` prints.
 */
const SETTINGS: readonly (readonly [string, string])[] = [
  ["core.hooksPath", "/dev/null"],
  ["core.fsmonitor", "false"],
  ["core.quotePath", "false"],
  // A server that sends nothing for two minutes is not coming back; GitHub sends a sign of life every few seconds.
  ["http.lowSpeedLimit", "1"],
  ["http.lowSpeedTime", "120"],
  ["gc.auto", "0"],
  ["maintenance.auto", "false"],
  ["log.follow", "false"],
  ["log.showRoot", "true"],
  ["log.showSignature", "false"],
  ["i18n.logOutputEncoding", "UTF-8"],
  ["diff.ignoreSubmodules", "none"],
  ["diff.orderFile", "/dev/null"],
  ["diff.relative", "false"],
  ["push.gpgSign", "false"],
  ["push.followTags", "false"],
  ["push.recurseSubmodules", "no"],
  ["fetch.recurseSubmodules", "false"],
  ["advice.objectNameWarning", "false"],
];

/**
 * Variables that would redirect git to another repository (git sets them for its hooks) or change what a path means,
 * and inputs of the action and the command, of which some are secret.
 */
const OTHERS = new RegExp(
  [
    "^GIT_(DIR|COMMON_DIR|WORK_TREE|IMPLICIT_WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|QUARANTINE_PATH|GRAFT_FILE|SHALLOW_FILE|NAMESPACE|PREFIX|CEILING_DIRECTORIES)$",
    "^GIT_(LITERAL|GLOB|NOGLOB|ICASE)_PATHSPECS$",
    "^(INPUT|FLOW_TAGBOT)_",
  ].join("|"),
);

/**
 * The whole environment of a git process: no prompts, no translations, no replaced objects, no optional locks.
 * `safeDirectory` allows a checkout that belongs to another user, as runners and containers mount them; null leaves
 * git's own check in force.
 */
export function gitEnvironment(base: Environment, safeDirectory: string | null): Readonly<Record<string, string>> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(base)) {
    if (value !== undefined && !OTHERS.test(name)) environment[name] = value;
  }
  return withSettings(
    {
      ...environment,
      LC_ALL: "C",
      LANGUAGE: "",
      GIT_TERMINAL_PROMPT: "0",
      // Without this, a checkout's own core.askPass is run, and a key's asker asked for user names.
      GIT_ASKPASS: environment["GIT_ASKPASS"] ?? "",
      GIT_OPTIONAL_LOCKS: "0",
      GIT_NO_REPLACE_OBJECTS: "1",
      GIT_PAGER: "cat",
      GCM_INTERACTIVE: "never",
    },
    safeDirectory === null ? SETTINGS : [...SETTINGS, ["safe.directory", safeDirectory]],
  );
}

/**
 * Adds a credential as a header for one repository's URL. The empty value first drops headers that a checkout step
 * left in the configuration, since git would send both and the server answer 400. Redirects are not followed: git takes
 * the address that the first one leads to for all later requests, and the header with it.
 */
export function withCredential(
  environment: Readonly<Record<string, string>>,
  { url, token }: GitCredential,
): Readonly<Record<string, string>> {
  const header = `http.${url}.extraheader`;
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return withSettings(environment, [
    [header, ""],
    [header, `AUTHORIZATION: basic ${basic}`],
    [`http.${url}.followRedirects`, "false"],
  ]);
}

/** `GIT_CONFIG_COUNT` and its pairs: configuration that no file, no argument and no other process sees. */
export function withSettings(
  environment: Readonly<Record<string, string>>,
  settings: readonly (readonly [string, string])[],
): Readonly<Record<string, string>> {
  const first = Number(environment["GIT_CONFIG_COUNT"] ?? 0);
  const changed: Record<string, string> = { ...environment, GIT_CONFIG_COUNT: String(first + settings.length) };
  for (const [index, [key, value]] of settings.entries()) {
    changed[`GIT_CONFIG_KEY_${first + index}`] = key;
    changed[`GIT_CONFIG_VALUE_${first + index}`] = value;
  }
  return changed;
}

/** True for an HTTP remote on the server at `serverUrl`: the only kind of remote a token is for. */
export function isOnServer(remoteUrl: string, serverUrl: string): boolean {
  if (!URL.canParse(remoteUrl) || !URL.canParse(serverUrl)) return false;
  const remote = new URL(remoteUrl);
  const server = new URL(serverUrl);
  return remote.protocol === server.protocol && remote.host === server.host;
}
