import { variableName } from "../config/option.ts";
import { toKeyText } from "../git/private-key.ts";
import { value } from "./surroundings.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What only inputs of a step or the environment of a command may hold. Null: not given. */
export interface Secrets {
  readonly sshKey: string | null;
  readonly sshPassphrase: string | null;
  /** Not secret, but read with the key that it is for. */
  readonly sshKnownHosts: string | null;
  readonly signingKey: string | null;
  readonly signingPassphrase: string | null;
  readonly registryToken: string | null;
  readonly registrySshKey: string | null;
}

/** From the action's inputs: `ssh-key` and the like. */
export function readInputSecrets(inputs: Readonly<Record<string, string>>): Secrets {
  return readSecrets((name) => value(inputs, name));
}

/** From a command's environment: `FLOW_TAGBOT_SSH_KEY` and the like. */
export function readVariableSecrets(environment: Environment): Secrets {
  return readSecrets((name) => value(environment, variableName(name)));
}

/** Every text that must not be shown: keys also as the text that their base64 stands for. */
export function secretTexts(secrets: Secrets): readonly string[] {
  const { sshKey, signingKey, registrySshKey, sshPassphrase, signingPassphrase, registryToken } = secrets;
  const given = [sshKey, signingKey, registrySshKey, sshPassphrase, signingPassphrase, registryToken].filter((text) => text !== null);
  return [...given, ...[sshKey, signingKey, registrySshKey].filter((key) => key !== null).map(toKeyText)];
}

function readSecrets(read: (name: string) => string | null): Secrets {
  return {
    sshKey: read("ssh-key"),
    sshPassphrase: read("ssh-passphrase"),
    sshKnownHosts: read("ssh-known-hosts"),
    signingKey: read("signing-key"),
    signingPassphrase: read("signing-passphrase"),
    registryToken: read("registry-token"),
    registrySshKey: read("registry-ssh-key"),
  };
}
