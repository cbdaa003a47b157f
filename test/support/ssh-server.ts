import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { onTestFinished as onThisTestFinished } from "vitest";

export interface SshServer {
  readonly port: number;
  /** Address of `<name>.git` in the served folder. */
  readonly url: (name: string) => string;
  /** `type base64`. */
  readonly hostKey: string;
  /** The server's line of a known_hosts file. */
  readonly knownHost: string;
  /** Accepts these public keys from now on, and no others. */
  readonly accept: (publicKeys: readonly string[]) => void;
  /** Refuses pushes from now on, as GitHub does for a deploy key without write access. */
  readonly makeReadOnly: () => void;
}

/** Of the test's context, where tests run at the same time. */
interface Finish {
  readonly onTestFinished: (done: () => void | Promise<void>) => void;
}

/** GitHub's own words. */
const READ_ONLY = "ERROR: The key you are authenticating with has been marked as read only.";
const SSHD = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/local/bin/sshd"];

/**
 * Serves the bare repositories of a folder with OpenSSH's own server on a free loopback port, for one test. Each
 * connection gets an sshd of its own, as inetd would start it, so there is no port to guess and no start to wait for.
 */
export async function startSshServer(
  repositories: string,
  { onTestFinished }: Finish = { onTestFinished: onThisTestFinished },
): Promise<SshServer> {
  const sshd = SSHD.find((path) => existsSync(path));
  if (sshd === undefined) throw new Error("This test needs OpenSSH's server: install openssh-server.");
  const folder = mkdtempSync(join(tmpdir(), "flow-tagbot-sshd-"));
  const file = (name: string): string => join(folder, name);
  const children = new Set<ChildProcess>();
  const sockets = new Set<Socket>();
  // Sshd wants the folder that its package makes when the service starts.
  if (userInfo().uid === 0) mkdirSync("/run/sshd", { recursive: true, mode: 0o755 });
  makeSshKey(file("host"));
  const hostKey = publicKeyOf(file("host"));
  writeFileSync(file("authorized"), "");
  writeFileSync(file("serve"), serveScript(repositories, file("read-only")));
  chmodSync(file("serve"), 0o755);
  writeFileSync(file("config"), settings(file));
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    const child = spawn(sshd, ["-i", "-e", "-f", file("config")], { stdio: [socket, socket, "ignore"] });
    children.add(child);
    sockets.add(socket);
    child.once("exit", () => children.delete(child));
    socket.on("error", () => undefined);
    // The child has its own handle of the connection.
    child.once("spawn", () => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(async () => {
    for (const child of children) child.kill();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const { port } = address;
  return {
    port,
    url: (name) => `ssh://${userInfo().username}@127.0.0.1:${String(port)}/${name}.git`,
    hostKey,
    knownHost: `[127.0.0.1]:${String(port)} ${hostKey}`,
    accept: (publicKeys) => {
      writeFileSync(file("authorized"), publicKeys.map((key) => `restrict ${key}\n`).join(""));
    },
    makeReadOnly: () => {
      writeFileSync(file("read-only"), "");
    },
  };
}

function settings(file: (name: string) => string): string {
  return [
    `HostKey ${file("host")}`,
    `AuthorizedKeysFile ${file("authorized")}`,
    `ForceCommand ${file("serve")}`,
    "PidFile none",
    "UsePAM no",
    // The folder for temporary files may be anybody's to write in.
    "StrictModes no",
    "PasswordAuthentication no",
    "KbdInteractiveAuthentication no",
    "LogLevel QUIET",
    "",
  ].join("\n");
}

/** Asked for `git-receive-pack '/name.git'`, and for nothing else. */
function serveScript(repositories: string, readOnly: string): string {
  return [
    "#!/bin/sh",
    "export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1",
    "service=${SSH_ORIGINAL_COMMAND%% *}",
    `name=$(printf %s "$SSH_ORIGINAL_COMMAND" | sed "s/^[^']*'[/]*//; s/'$//")`,
    `if [ "$service" = git-receive-pack ] && [ -e '${readOnly}' ]; then`,
    `  echo '${READ_ONLY}' >&2`,
    "  exit 1",
    "fi",
    `cd '${repositories}' || exit 1`,
    `exec git-shell -c "$service '$name'"`,
    "",
  ].join("\n");
}

export interface SshKeyOptions {
  readonly passphrase?: string;
  /** Arguments of ssh-keygen; an ed25519 key unless told. */
  readonly kind?: readonly string[];
}

/** Makes a key pair and gives the private key's text. */
export function makeSshKey(file: string, { passphrase = "", kind = ["-t", "ed25519"] }: SshKeyOptions = {}): string {
  execFileSync("ssh-keygen", ["-q", ...kind, "-N", passphrase, "-C", "", "-f", file]);
  return readFileSync(file, "utf8");
}

/** `type base64` of a key that {@link makeSshKey} made. */
export function publicKeyOf(file: string): string {
  return readFileSync(`${file}.pub`, "utf8").trim();
}
