import { withSettings } from "./environment.ts";

type Environment = Readonly<Record<string, string>>;

/** A checkout may be anybody's, and its settings can name programs that find every signature good. */
const PROGRAMS: readonly (readonly [string, string])[] = [
  ["gpg.program", "gpg"],
  ["gpg.openpgp.program", "gpg"],
  ["gpg.ssh.program", "ssh-keygen"],
  ["gpg.minTrustLevel", "undefined"],
];

/** An environment in which git checks signatures with the machine's own programs and these settings. */
export function withVerifiers(environment: Environment, settings: readonly (readonly [string, string])[]): Environment {
  return withSettings(environment, [...PROGRAMS, ...settings]);
}
