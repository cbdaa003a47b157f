import { failure } from "../model/failure.ts";
import { toKeyFormat, toKeyText } from "./private-key.ts";
import type { Signer, SigningKey } from "./signer.ts";
import { openGpgSigner } from "./signing-gpg.ts";
import { openSshSigner } from "./signing-ssh.ts";

export interface SigningRequest extends Omit<SigningKey, "text"> {
  /** Null: as the key's text says. */
  readonly format: "gpg" | "ssh" | null;
  /** Text or base64 of a private key. */
  readonly key: string | null;
}

const NAMES = { gpg: "a GPG key", ssh: "an SSH key" };

/**
 * Opens the signing key and makes one signature with it, so that every trouble with the key shows before a tag is
 * made: Failures `signing-key-missing`, `-invalid`, `-expired` and `-mismatch`.
 */
export async function openSigner({ format, key, ...others }: SigningRequest): Promise<Signer> {
  if (key === null || key.trim() === "")
    throw failure(
      "signing-key-missing",
      "Tags are to be signed, and signing-key is empty.",
      "Put the private key into a secret and pass it as signing-key. Secrets are empty in runs for pull requests from forks.",
    );
  const text = toKeyText(key);
  const found = toKeyFormat(text);
  if (found === null)
    throw failure(
      "signing-key-invalid",
      "signing-key is not a private key.",
      "Pass what `gpg --armor --export-secret-keys <id>` prints, or the private key file of ssh-keygen, or the base64 of it.",
    );
  if (format !== null && format !== found)
    throw failure(
      "signing-key-invalid",
      `signing-format is ${format}, and signing-key is ${NAMES[found]}.`,
      "Change signing-format or the key; without signing-format the key decides.",
    );
  return found === "gpg" ? openGpgSigner({ ...others, text }) : openSshSigner({ ...others, text });
}
