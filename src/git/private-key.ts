import { writeFile } from "node:fs/promises";
import type { Code } from "../model/codes.ts";
import { failure } from "../model/failure.ts";
import type { PrivateFolder } from "./private-folder.ts";
import { runTool } from "./tool.ts";

type Environment = Readonly<Record<string, string>>;

/** An SSH key in a file, opened once and found usable. */
export interface SshKeyFile {
  readonly file: string;
  /** `type base64`, without a comment. */
  readonly publicKey: string;
  /** True when using it takes the passphrase. */
  readonly asks: boolean;
  /** An environment in which OpenSSH's programs get the passphrase without asking a person, and know no agent. */
  readonly environment: (environment: Environment) => Environment;
}

export interface SshKeyRequest {
  /** As {@link toKeyText} gives it. */
  readonly text: string;
  readonly passphrase: string | null;
  readonly folder: PrivateFolder;
  readonly environment: Environment;
  /** How messages call the two inputs. */
  readonly names: { readonly key: string; readonly passphrase: string };
  readonly code: Code;
}

const ARMOR = "-----BEGIN ";
const PASSPHRASE = "FLOW_TAGBOT_KEY_PASSPHRASE";
/** Other keys and another asker than ours. */
const OTHERS: readonly string[] = ["SSH_AUTH_SOCK", "SSH_ASKPASS"];
const ASKPASS = `#!/bin/sh\nprintf '%s\\n' "$${PASSPHRASE}"\n`;

/**
 * A key as programs want it, from a secret as people paste it: the text or the base64 of it, with any line ends,
 * indented or not. What is neither stays as it is.
 */
export function toKeyText(given: string): string {
  const text = tidy(given);
  if (text.includes(ARMOR) || !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)) return text;
  const decoded = tidy(Buffer.from(text, "base64").toString());
  return decoded.includes(ARMOR) ? decoded : text;
}

function tidy(text: string): string {
  return `${text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/^[ \t]+|[ \t]+$/gm, "")
    .trim()}\n`;
}

/** What kind of private key a text is, by its first line; null for what is none. */
export function toKeyFormat(text: string): "gpg" | "ssh" | null {
  if (text.startsWith("-----BEGIN PGP PRIVATE KEY BLOCK-----")) return "gpg";
  return /^-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/.test(text) ? "ssh" : null;
}

/** Writes an SSH key into the folder and opens it once, so that a wrong passphrase shows before anything is pushed. */
export async function openSshKeyFile({ text, passphrase, folder, environment, names, code }: SshKeyRequest): Promise<SshKeyFile> {
  if (toKeyFormat(text) !== "ssh")
    throw failure(
      code,
      `${names.key} is not a private SSH key: it does not start with a line \`-----BEGIN … PRIVATE KEY-----\`.`,
      `Put the whole file that ssh-keygen wrote, without .pub, or its base64, into the secret for ${names.key}.`,
    );
  const file = await folder.write("key", text);
  const asks = passphrase !== null && passphrase !== "";
  const answers: Environment = asks
    ? { SSH_ASKPASS: await folder.writeProgram("askpass", ASKPASS), SSH_ASKPASS_REQUIRE: "force", [PASSPHRASE]: passphrase }
    : { SSH_ASKPASS_REQUIRE: "never" };
  const change = (base: Environment): Environment => ({
    ...Object.fromEntries(Object.entries(base).filter(([name]) => !OTHERS.includes(name))),
    ...answers,
  });
  const opened = await runTool("ssh-keygen", ["-y", ...(asks ? [] : ["-P", ""]), "-f", file], { environment: change(environment), code });
  const [publicKey] = /^\S+ \S+/.exec(opened.stdout) ?? [];
  if (opened.code === 0 && publicKey !== undefined) {
    // Only OpenSSH's own format holds the public key in the clear; to sign with others, ssh-keygen wants it beside the key.
    await writeFile(`${file}.pub`, `${publicKey}\n`, { mode: 0o600 });
    return { file, publicKey, asks, environment: change };
  }
  if (!/passphrase/.test(opened.stderr))
    throw failure(
      code,
      `${names.key} cannot be read as a private SSH key: ${reasonOf(opened.stderr)}.`,
      `Check that the whole key is in the secret for ${names.key}; \`ssh-keygen -y -f\` reads a good one.`,
    );
  throw failure(
    code,
    asks ? `${names.passphrase} does not open ${names.key}.` : `${names.key} is protected by a passphrase, and none is given.`,
    `Put the key's passphrase into ${names.passphrase}.`,
  );
}

/** `Load key "<file>": <reason>`; the file is gone when a person reads it. */
function reasonOf(stderr: string): string {
  return /^Load key ".*": (.+)$/m.exec(stderr)?.[1] ?? "ssh-keygen gave no reason";
}
