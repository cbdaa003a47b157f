import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeSshKey, publicKeyOf, startSshServer, type SshServer } from "../support/ssh-server.ts";
import type { ActionRun } from "./run-action.ts";
import type { Finish, Setting } from "./setting.ts";

export interface SshSetting {
  readonly server: SshServer;
  /** Leads the addresses of GitHub's SSH servers to this one, in the place of the runner's own configuration. */
  readonly environment: Readonly<Record<string, string>>;
  /** Makes a key and gives both its parts. */
  readonly makeKey: (name: string, passphrase?: string) => { readonly text: string; readonly publicKey: string };
}

/** Serves repositories, by `owner/repo`, over SSH beside the stand-in. */
export async function openSsh(finish: Finish, { base }: Setting, repositories: Readonly<Record<string, string>>): Promise<SshSetting> {
  const served = join(base, "ssh");
  for (const [name, path] of Object.entries(repositories)) {
    mkdirSync(dirname(join(served, name)), { recursive: true });
    symlinkSync(path, join(served, `${name}.git`));
  }
  const server = await startSshServer(served, finish);
  const config = join(base, "gitconfig");
  writeFileSync(config, `[url "${server.url("x").replace(/x\.git$/, "")}"]\n\tinsteadOf = ssh://git@127.0.0.1/\n`);
  return {
    server,
    environment: { GIT_CONFIG_GLOBAL: config },
    makeKey: (name, passphrase = "") => {
      const file = join(base, name);
      return { text: makeSshKey(file, { passphrase }), publicKey: publicKeyOf(file) };
    },
  };
}

/** Names of the private folders that a run left. */
export function keyFolders({ folder }: Pick<ActionRun, "folder">): readonly string[] {
  const temp = join(folder, "temp");
  return existsSync(temp) ? readdirSync(temp).filter((name) => name.startsWith("flow-tagbot-keys-")) : [];
}
