import { quoteShell } from "../model/quote.ts";
import { openSshKeyFile, toKeyText } from "./private-key.ts";
import type { PrivateFolder } from "./private-folder.ts";

type Environment = Readonly<Record<string, string>>;

export interface DeployKeyRequest {
  /** Text or base64 of a private key. */
  readonly key: string;
  readonly passphrase: string | null;
  /** Text of a known_hosts file, see `knownHostsFor`. */
  readonly knownHosts: string;
  readonly folder: PrivateFolder;
  readonly environment: Environment;
  /** The input that the key comes from. */
  readonly name: "ssh-key" | "registry-ssh-key";
}

/**
 * Gives the change of git's environment under which git uses this key, and only servers whose host keys are known.
 * Throws a Failure `ssh-key-invalid` when the key cannot be used. It needs the folder for as long as git runs.
 */
export async function openSshKey(request: DeployKeyRequest): Promise<(environment: Environment) => Environment> {
  const { file, asks, environment } = await openSshKeyFile({
    text: toKeyText(request.key),
    passphrase: request.passphrase,
    folder: request.folder,
    environment: request.environment,
    names: { key: request.name, passphrase: "ssh-passphrase" },
    code: "ssh-key-invalid",
  });
  const knownHosts = await request.folder.write("known_hosts", request.knownHosts);
  const settings = [
    `IdentityFile=${quotePath(file)}`,
    "IdentitiesOnly=yes",
    "IdentityAgent=none",
    "ForwardAgent=no",
    "StrictHostKeyChecking=yes",
    `UserKnownHostsFile=${quotePath(knownHosts)}`,
    "GlobalKnownHostsFile=/dev/null",
    "UpdateHostKeys=no",
    "PreferredAuthentications=publickey",
    "NumberOfPasswordPrompts=1",
    // In batch mode ssh does not even ask the askpass program.
    `BatchMode=${asks ? "no" : "yes"}`,
    "ConnectTimeout=30",
    "ServerAliveInterval=15",
    "ServerAliveCountMax=8",
  ];
  // An empty configuration: the user's may name other keys, proxies and programs.
  const command = ["ssh", "-F", "/dev/null", ...settings.flatMap((setting) => ["-o", setting])].map(quoteShell).join(" ");
  return (base) => ({ ...environment(base), GIT_SSH_COMMAND: command, GIT_SSH_VARIANT: "ssh" });
}

/** The SSH address of a repository; the port of an HTTP address has no meaning in it. */
export function toSshUrl({ host, owner, repo }: { readonly host: string; readonly owner: string; readonly repo: string }): string {
  return `ssh://git@${host.replace(/:\d+$/, "")}/${owner}/${repo}.git`;
}

/** A path in OpenSSH's configuration syntax, where spaces end a word and `%` starts a token. */
function quotePath(path: string): string {
  return `"${path.replace(/[\\"]/g, "\\$&").replaceAll("%", "%%")}"`;
}
