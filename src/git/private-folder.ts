import { execFile, execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

/** A folder of this process and its user alone (0700), for what programs take from files only: keys. */
export interface PrivateFolder {
  readonly path: string;
  /** Writes a file with mode 0600 and gives its path; names may repeat. */
  readonly write: (name: string, text: string) => Promise<string>;
  /** The same with mode 0700. */
  readonly writeProgram: (name: string, text: string) => Promise<string>;
  /** Ends the agent of the keyring, if there is one, and removes everything. May be called again. */
  readonly remove: () => Promise<void>;
}

const PREFIX = "flow-tagbot-keys-";
const OURS = new RegExp(`^${PREFIX}[A-Za-z0-9]{6}$`);
// An agent that hangs must not keep the key files alive; a cancelled job has seconds.
const GPGCONF_OPTIONS = { timeout: 3_000 };
const REMOVE_OPTIONS = { recursive: true, force: true, maxRetries: 3 };

/** Makes a private folder in `parent`, which has to exist. */
export async function createPrivateFolder(parent: string): Promise<PrivateFolder> {
  // A path that is written into another file or an option must hold wherever that is read.
  const path = await realpath(await mkdtemp(join(parent, PREFIX)));
  let files = 0;
  const writeWith =
    (mode: number) =>
    async (name: string, text: string): Promise<string> => {
      files += 1;
      const file = join(path, `${String(files)}-${name}`);
      await writeFile(file, text, { mode, flag: "wx" });
      return file;
    };
  return { path, write: writeWith(0o600), writeProgram: writeWith(0o700), remove: () => removePrivateFolder(path) };
}

/** Where the GPG keyring of a private folder is; short, because the agent's socket is in it. */
export function toKeyring(folder: string): string {
  return join(folder, "gnupg");
}

/** For a later process that knows the path only. Throws for a path that is not of our making, removes nothing then. */
export async function removePrivateFolder(path: string): Promise<void> {
  for (const args of agentEnds(path)) await new Promise((resolve) => execFile("gpgconf", args, GPGCONF_OPTIONS, resolve));
  await rm(path, REMOVE_OPTIONS);
}

/** The same for handlers of signals and of the process's end, which cannot wait. */
export function removePrivateFolderSync(path: string): void {
  for (const args of agentEnds(path)) {
    try {
      execFileSync("gpgconf", args, { ...GPGCONF_OPTIONS, stdio: "ignore" });
    } catch {
      // Without its socket the agent ends by itself; the files have to go in any case.
    }
  }
  rmSync(path, REMOVE_OPTIONS);
}

/** Arguments of gpgconf that end the keyring's programs and remove sockets which lie elsewhere, below /run/user. */
function agentEnds(path: string): readonly (readonly string[])[] {
  if (!OURS.test(basename(path))) throw new Error(`Not a private folder of flow-tagbot: ${JSON.stringify(path)}`);
  const keyring = toKeyring(path);
  if (!existsSync(keyring)) return [];
  return [
    ["--homedir", keyring, "--kill", "all"],
    ["--homedir", keyring, "--remove-socketdir"],
  ];
}
