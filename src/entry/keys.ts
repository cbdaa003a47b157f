import { createPrivateFolder, removePrivateFolderSync, type PrivateFolder } from "../git/private-folder.ts";
import type { ServerKeys } from "../git/host-keys.ts";
import type { Signer } from "../git/signer.ts";
import type { DeployKeyRequest } from "../git/ssh-key.ts";
import type { Tagger } from "../git/write-tags.ts";
import { Failure } from "../model/failure.ts";
import type { Time } from "../model/time.ts";
import type { Preflight } from "../plan/obstacles.ts";
import type { Door } from "../run/open-registry.ts";
import type { Secrets } from "./secrets.ts";

type Environment = Readonly<Record<string, string>>;
type Trouble = Preflight["everyTag"];

export interface KeysRequest {
  readonly secrets: Secrets;
  /** Folder for the private folder. */
  readonly parent: string;
  /** Of git's processes. */
  readonly environment: Environment;
  readonly time: Time;
  /** Host keys that the server publishes itself; asked only when nobody gave any. */
  readonly readServerKeys: () => Promise<ServerKeys | null>;
  /** Told the private folder's path as soon as there is one, so that a later process can remove it. */
  readonly onFolder: (path: string) => void;
}

export interface Signing {
  readonly tagger: Tagger;
  readonly signer: Signer | null;
  /** Why no tag can be signed though they are to be. */
  readonly trouble: Trouble;
}

/** The keys of a run, opened; null where none is given. */
export interface Keys {
  readonly ssh: Door | null;
  /** Why the key that pushes cannot. */
  readonly sshTrouble: Trouble;
  readonly registrySsh: Door | null;
  readonly hasSigningKey: boolean;
  /** `wanted`: tags are to be signed. `tagger` is null where git knows no identity. */
  readonly openSigning: (wanted: "gpg" | "ssh" | null, tagger: Tagger | null, fallback: Tagger) => Promise<Signing>;
  readonly close: () => Promise<void>;
}

/**
 * Opens the SSH keys. A broken key of the registry ends the run with a Failure, for nothing can be read; a broken key that
 * pushes does not, for a person can push.
 */
export async function openKeys(request: KeysRequest): Promise<Keys> {
  const { secrets, environment, time } = request;
  const folders = createFolders(request);
  try {
    const hosts = secrets.sshKey === null && secrets.registrySshKey === null ? "" : await readKnownHosts(request);
    const registrySsh = secrets.registrySshKey === null ? null : await openSsh(secrets.registrySshKey, hosts, "registry-ssh-key");
    const key = secrets.sshKey;
    const ssh = key === null ? null : await orTrouble(() => openSsh(key, hosts, "ssh-key"));
    return {
      ssh: ssh === null || isTrouble(ssh) ? null : ssh,
      sshTrouble: ssh !== null && isTrouble(ssh) ? ssh : null,
      registrySsh,
      hasSigningKey: secrets.signingKey !== null,
      openSigning,
      close: folders.close,
    };
  } catch (error) {
    await folders.close();
    throw error;
  }

  /** Most runs have no key, and need not load what keys need. */
  async function openSsh(key: string, knownHosts: string, name: DeployKeyRequest["name"]): Promise<Door> {
    const { openSshKey } = await import("../git/ssh-key.ts");
    return openSshKey({ key, passphrase: secrets.sshPassphrase, folder: await folders.get(), environment, knownHosts, name });
  }

  async function openSigning(wanted: "gpg" | "ssh" | null, tagger: Tagger | null, fallback: Tagger): Promise<Signing> {
    const unsigned = tagger ?? fallback;
    if (wanted === null && secrets.signingKey === null) return { tagger: unsigned, signer: null, trouble: null };
    const signer = await orTrouble(async () => {
      const { openSigner } = await import("../git/signing.ts");
      return openSigner({
        format: wanted,
        key: secrets.signingKey,
        passphrase: secrets.signingPassphrase,
        tagger: unsigned,
        taggerIsGiven: tagger !== null,
        folder: await folders.get(),
        environment,
        now: time.now,
      });
    });
    return isTrouble(signer) ? { tagger: unsigned, signer: null, trouble: signer } : { tagger: signer.tagger, signer, trouble: null };
  }
}

async function readKnownHosts({ secrets, readServerKeys }: KeysRequest): Promise<string> {
  const { knownHostsFor } = await import("../git/host-keys.ts");
  return knownHostsFor(secrets.sshKnownHosts, secrets.sshKnownHosts === null ? await readServerKeys() : null);
}

async function orTrouble<Opened>(open: () => Promise<Opened>): Promise<Opened | NonNullable<Trouble>> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const [{ code, message, fix }] = error.problems;
    return { code, message, fix };
  }
}

function isTrouble(value: object): value is NonNullable<Trouble> {
  return "code" in value && "message" in value && "fix" in value;
}

interface Folders {
  readonly get: () => Promise<PrivateFolder>;
  readonly close: () => Promise<void>;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** One private folder, made when it is first needed, and gone when the process ends, whatever ends it. */
function createFolders({ parent, onFolder }: KeysRequest): Folders {
  let folder: Promise<PrivateFolder> | null = null;
  let forget: (() => void) | null = null;
  return {
    get() {
      folder ??= createPrivateFolder(parent).then((made) => {
        forget = removeAtEnd(made.path);
        onFolder(made.path);
        return made;
      });
      return folder;
    },
    async close() {
      if (folder === null) return;
      await (await folder).remove();
      forget?.();
    },
  };
}

function removeAtEnd(path: string): () => void {
  const remove = (): void => {
    removePrivateFolderSync(path);
  };
  const stop = (signal: NodeJS.Signals): void => {
    remove();
    process.off("exit", remove);
    for (const name of SIGNALS) process.off(name, stop);
    process.kill(process.pid, signal);
  };
  process.on("exit", remove);
  for (const name of SIGNALS) process.on(name, stop);
  return () => {
    process.off("exit", remove);
    for (const name of SIGNALS) process.off(name, stop);
  };
}
