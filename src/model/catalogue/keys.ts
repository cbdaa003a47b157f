import type { Explanations } from "./explanation.ts";

export const SSH = {
  "ssh-key-invalid": {
    cause:
      "The text given as an SSH key is not a private key that `ssh` can use: it is the public half, it lost its line breaks on the way into the secret, or it has a passphrase that is missing or wrong.",
    fix: "Put the whole private key into the secret, from `-----BEGIN` to `-----END` with its line breaks, or that text in base64 (`base64 < key`). Give its passphrase as `ssh-passphrase`. A new pair: `ssh-keygen -t ed25519 -N '' -f key`.",
  },
  "ssh-key-refused": {
    cause:
      "The server does not know the key, or does not let it into this repository. A deploy key belongs to one repository, and works neither for others nor after it was removed there.",
    fix: "Add the public half in the repository's Settings → Deploy keys, with “Allow write access” for the key that pushes. Check that the secret holds the private half of that very key: `ssh-keygen -y -f key` prints its public half.",
  },
  "ssh-host-unknown": {
    cause:
      "The server showed a host key that is not among the known ones. Its keys were never given, or they were renewed, or somebody stands between you and the server. Nothing was sent.",
    fix: "The keys of github.com and gitlab.com are built in, and those of a GitHub Enterprise Server are asked of its API. For any other server give its lines of a `known_hosts` file as `ssh-known-hosts`, from a source that you trust; compare fingerprints before you take what `ssh-keyscan` prints. If the server is github.com or gitlab.com, find out who answers in its place before you go on.",
  },
} as const satisfies Explanations;

export const SIGNING = {
  "signing-key-missing": {
    cause:
      "`signing-format` asks for signed tags, and there is no `signing-key`, often because the secret is not set or not handed to this workflow. No unsigned tag is made instead.",
    fix: "Give the private key as `signing-key: ${{ secrets.SIGNING_KEY }}` (for the command as `FLOW_TAGBOT_SIGNING_KEY`), or remove `signing-format` to make unsigned tags.",
  },
  "signing-key-invalid": {
    cause:
      "The text given as `signing-key` is not a private key of the format in use, is the public half, lost its line breaks, or has a passphrase that is missing or wrong. No unsigned tag is made instead.",
    fix: "For GPG give what `gpg --armor --export-secret-keys <id>` prints, for SSH the whole private key file; either may be in base64. Give the passphrase as `signing-passphrase`, and make `signing-format` match the key or leave it out.",
  },
  "signing-key-expired": {
    cause: "The GPG key (or the subkey that signs) is past its expiry date or was revoked. Signatures by it would not verify.",
    fix: "Extend it with `gpg --quick-set-expire <fingerprint> 2y`, or make a new key; then renew the secret, and the public key where people verify (on GitHub: Settings → SSH and GPG keys).",
  },
  "signing-key-mismatch": {
    cause: "None of the key's identities has the tagger's e-mail address. Servers match the two, and would show the tag as unverified.",
    fix: "Set `user.name` and `user.email` of git to an identity of the key before the run, or add the tagger's address to the key with `gpg --quick-add-uid`. On GitHub the address must also be a verified one of the account that has the key.",
  },
  "signing-failed": {
    cause:
      "The key was accepted, and making or checking a signature failed all the same: `gpg` or `ssh-keygen` is missing on the machine, or ended with an error. No unsigned tag is made instead.",
    fix: "Install GnuPG 2.2 or newer, or OpenSSH 8.4 or newer, and read the program's own message in the report. Then run again.",
  },
} as const satisfies Explanations;
