import { withSettings } from "../environment.ts";
import type { Login, RegistryUrl } from "./registry-url.ts";

type Environment = Readonly<Record<string, string>>;

/** The name that processes know the registry by: its address is never an argument. */
export const REMOTE = "flow-tagbot-registry";

const USER = "FLOW_TAGBOT_GIT_USER";
const PASSWORD = "FLOW_TAGBOT_GIT_PASSWORD";
// Run by git with `sh`; says nothing when it is told to keep or forget a password.
const HELPER = `!f() { test "$1" = get && printf 'username=%s\\npassword=%s\\n' "$${USER}" "$${PASSWORD}"; }; f`;

/** A repository on this machine need not have been told to leave file contents out, and may hold whatever it likes. */
const LOCAL_SERVER = "GIT_ALLOC_LIMIT=0 git -c uploadpack.allowFilter=true -c uploadpack.allowAnySHA1InWant=true upload-pack";

const PROTOCOLS = ["https", "http", "ssh", "git", "file"];

const SETTINGS: readonly (readonly [string, string])[] = [
  ["protocol.version", "2"],
  // There is nothing here that the server could leave out.
  ["fetch.negotiationAlgorithm", "noop"],
  // One pack, however small: its growth can be watched.
  ["fetch.unpackLimit", "1"],
  // Servers may name other servers to take parts of the answer from.
  ["fetch.uriProtocols", ""],
  ["transfer.bundleURI", "false"],
  ["fetch.writeCommitGraph", "false"],
  ["submodule.recurse", "false"],
];

/** What the objects of a fetch leave out, as git spells it; null: nothing. */
export type Filter = "blob:none" | "tree:0" | null;

/**
 * The environment of a process that talks to the registry, as {@link REMOTE}. A login is offered to the URL's own host, when
 * it asks, by a credential helper that takes the place of all others: unlike a header it does not follow redirects elsewhere.
 */
export function remoteEnvironment(base: Environment, registry: RegistryUrl, login: Login | null, filter: Filter): Environment {
  const { url, kind, origin, user } = registry;
  const remote = `remote.${REMOTE}`;
  const settings: (readonly [string, string])[] = [...SETTINGS, [`${remote}.url`, url]];
  // Known beforehand, git has nothing to write into the repository's configuration.
  if (filter !== null) settings.push([`${remote}.promisor`, "true"], [`${remote}.partialclonefilter`, filter]);
  if (kind === "file") settings.push([`${remote}.uploadpack`, LOCAL_SERVER]);
  if (origin !== null && user !== null) settings.push([`credential.${origin}.username`, user]);
  if (origin !== null && login !== null) settings.push([`credential.${origin}.helper`, ""], [`credential.${origin}.helper`, HELPER]);
  return withSettings(
    {
      ...base,
      ...(login === null ? {} : { [USER]: login.user, [PASSWORD]: login.password }),
      GIT_ALLOW_PROTOCOL: allowed(base["GIT_ALLOW_PROTOCOL"]),
      GIT_NO_LAZY_FETCH: "1",
      // Without a terminal, ssh would open a window.
      SSH_ASKPASS_REQUIRE: "never",
    },
    settings,
  );
}

/** What the user allows already, and of that only what is no program. */
function allowed(own: string | undefined): string {
  const list = own === undefined ? PROTOCOLS : PROTOCOLS.filter((protocol) => own.split(":").includes(protocol));
  // An empty list would be no list.
  return list.join(":") || "none";
}
