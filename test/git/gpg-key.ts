import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A keyring in which keys for tests are made. */
export interface Keyring {
  readonly home: string;
  /** Runs gpg in it and gives its output. */
  readonly gpg: (...args: readonly string[]) => string;
  /** Makes a key and gives its fingerprint. */
  readonly make: (userId: string, options?: KeyOptions) => string;
  /** The revocation certificate that gpg made with the key is imported. */
  readonly revoke: (fingerprint: string) => void;
  /** All its private keys as text. */
  readonly export: () => string;
  readonly remove: () => void;
}

export interface KeyOptions {
  /** `sign`, `cert`, or a list. */
  readonly usage?: string;
  /** As gpg takes it: `never`, `1d`. */
  readonly expires?: string;
  /** When it is made, as gpg takes it; now unless told. */
  readonly at?: string;
}

/** In a folder with a short path, because of the agent's socket; the caller removes it. */
export function createKeyring(passphrase = ""): Keyring {
  const home = mkdtempSync(join(tmpdir(), "gpg-"));
  // Otherwise each use of a passphrase takes half a second.
  writeFileSync(join(home, "gpg-agent.conf"), "s2k-count 65536\n");
  const run = (args: readonly string[], input = ""): string =>
    execFileSync("gpg", ["--homedir", home, "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", passphrase, ...args], {
      encoding: "utf8",
      input,
      stdio: ["pipe", "pipe", "pipe"],
    });
  return {
    home,
    gpg: (...args) => run(args),
    make: (userId, { usage = "sign", expires = "never", at } = {}) => {
      const clock = at === undefined ? [] : ["--faked-system-time", at];
      run([...clock, "--quick-generate-key", userId, "ed25519", usage, expires]);
      const listed = run(["--list-secret-keys", "--with-colons", `=${userId}`]);
      return /^fpr:+([0-9A-F]+):/m.exec(listed)?.[1] ?? "";
    },
    revoke: (fingerprint) => {
      const certificate = readFileSync(join(home, "openpgp-revocs.d", `${fingerprint}.rev`), "utf8");
      // Made harmless by a colon, against mistakes.
      run(["--import"], certificate.replace(/^:(?=-----BEGIN)/m, ""));
    },
    export: () => run(["--armor", "--export-secret-keys"]),
    remove: () => {
      execFileSync("gpgconf", ["--homedir", home, "--kill", "all"]);
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
