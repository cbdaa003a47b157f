import type { Option } from "./option.ts";

const SECRET = ["input", "environment"] as const;

/** Keys, what belongs to them, and the registry that some of them are for. */
export const KEY_OPTIONS = [
  {
    name: "ssh-key",
    places: SECRET,
    kind: "text",
    placeholder: "key",
    default: null,
    accepts: "a private key as PEM text or that text in base64, from a secret",
    example: "${{ secrets.DEPLOY_KEY }}",
    description:
      "Deploy key with write access that pushes the tags over SSH instead of `token`. Such tags start workflows, and a ruleset can let the key bypass it.",
  },
  {
    name: "ssh-passphrase",
    places: SECRET,
    kind: "text",
    placeholder: "passphrase",
    default: null,
    accepts: "the passphrase of ssh-key, from a secret",
    example: "${{ secrets.DEPLOY_KEY_PASSPHRASE }}",
    description: "Passphrase of `ssh-key`, and of `registry-ssh-key`.",
  },
  {
    name: "ssh-known-hosts",
    places: SECRET,
    kind: "text",
    placeholder: "lines",
    default: null,
    accepts: "lines of a known_hosts file",
    example: "git.example.org ssh-ed25519 AAAA…",
    description:
      "Host keys of servers other than github.com and gitlab.com, whose keys are built in. A GitHub Enterprise Server's keys are asked of its API when none are given.",
  },
  {
    name: "signing-format",
    places: ["config", "input", "flag"],
    kind: "choice",
    placeholder: "gpg|ssh",
    choices: ["gpg", "ssh"],
    default: null,
    accepts: "gpg or ssh",
    example: "ssh",
    description:
      "Sign every tag with the key in `signing-key`. Without a usable key no tag is made: there is no fallback to unsigned ones. A key alone is enough; the format is then read from it.",
  },
  {
    name: "signing-key",
    places: SECRET,
    kind: "text",
    placeholder: "key",
    default: null,
    accepts: "a private key for gpg or ssh as text or that text in base64, from a secret",
    example: "${{ secrets.SIGNING_KEY }}",
    description: "Private key that signs the tags: an armored GPG key, or an SSH key.",
  },
  {
    name: "signing-passphrase",
    places: SECRET,
    kind: "text",
    placeholder: "passphrase",
    default: null,
    accepts: "the passphrase of signing-key, from a secret",
    example: "${{ secrets.SIGNING_PASSPHRASE }}",
    description: "Passphrase of `signing-key`.",
  },
  {
    name: "registry",
    places: ["input", "flag"],
    kind: "text",
    placeholder: "owner/repo",
    default: null,
    accepts: "owner/repo of a repository on the same server",
    example: "octo-org/flows",
    description:
      "Read the versions from this repository, and make tags and releases in the one that the workflow runs for (for the command: the one of `origin`). The tags bring the registry's commits along, so a private registry needs a private repository.",
  },
  {
    name: "registry-token",
    places: SECRET,
    kind: "text",
    placeholder: "token",
    default: null,
    accepts: "a token with `contents: read` of the registry, from a secret",
    example: "${{ secrets.REGISTRY_TOKEN }}",
    description: "Token that reads `registry`. It is sent to that repository only, and `token` never is.",
  },
  {
    name: "registry-ssh-key",
    places: SECRET,
    kind: "text",
    placeholder: "key",
    default: null,
    accepts: "a private key as PEM text or that text in base64, from a secret",
    example: "${{ secrets.REGISTRY_KEY }}",
    description: "Read-only deploy key of `registry`, instead of `registry-token`.",
  },
] as const satisfies readonly Option[];
