import type { PrivateFolder } from "./private-folder.ts";
import type { Tagger } from "./write-tags.ts";

type Environment = Readonly<Record<string, string>>;

/** A key that was opened and has made a signature. It needs its private folder for as long as it is used. */
export interface Signer {
  readonly format: "gpg" | "ssh";
  /** Whom the signed tags name. */
  readonly tagger: Tagger;
  /** Texts of tag objects, with a signature at the end of each as git appends it. Throws a Failure `signing-failed`. */
  readonly sign: (objects: readonly string[]) => Promise<readonly string[]>;
  /** The environment in which `git verify-tag` accepts signatures of this key and of no other. */
  readonly environment: (environment: Environment) => Environment;
}

/** A signing key whose kind is known. */
export interface SigningKey {
  readonly text: string;
  readonly passphrase: string | null;
  readonly tagger: Tagger;
  /** False when the tagger is only a fallback, which the key's own user id is better than. */
  readonly taggerIsGiven: boolean;
  readonly folder: PrivateFolder;
  readonly environment: Environment;
  /** Milliseconds. */
  readonly now: () => number;
}
