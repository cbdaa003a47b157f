import type { Code } from "../model/codes.ts";
import { failure, type Failure } from "../model/failure.ts";

interface Ended {
  readonly code: number;
  readonly stderr: string;
}

const NAME_REPOSITORY = "Run inside of a git repository, or name one with --repo.";

/** Texts of git with `LC_ALL=C`; git has one exit code, 128, for all of these. The first that fits decides. */
const KINDS: readonly { readonly code: Code; readonly pattern: RegExp; readonly fix: string }[] = [
  {
    code: "not-trusted",
    pattern: /dubious ownership/i,
    fix: "If you trust it, run the `git config --global --add safe.directory …` that git names.",
  },
  { code: "not-a-repository", pattern: /not a git repository/i, fix: NAME_REPOSITORY },
  {
    code: "push-sso",
    pattern: /enabled or enforced SAML SSO/i,
    fix: "Authorise the token or key for the organisation's single sign-on: GitHub, Settings, the token or SSH key, Configure SSO. A deploy key needs no authorisation.",
  },
  {
    code: "ssh-host-unknown",
    pattern: /Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED|No \S+ host key is known|Host key for \S+ has changed/i,
    fix: "Compare the server's host key with what its operator publishes, and put it into ssh-known-hosts. If it differs from a known key, somebody may be in between: do not go on before that is settled.",
  },
  {
    // The key is not offered then, so the server's "Permission denied" follows.
    code: "ssh-key-invalid",
    pattern: /Load key ".*": (invalid format|incorrect passphrase|error in libcrypto|bad permissions)/i,
    fix: "Check the SSH key and its passphrase.",
  },
  {
    code: "ssh-key-refused",
    pattern: /Permission denied \([^)]*publickey/i,
    fix: "Add the key's public part to the repository as a deploy key with write access, or to the account that pushes.",
  },
  {
    code: "push-denied",
    pattern: /key you are authenticating with has been marked as read only|deploy key does not have write access/i,
    fix: "Give the deploy key write access: delete it and add it again with `Allow write access`.",
  },
  {
    code: "git-auth",
    pattern:
      /Authentication failed|could not read (Username|Password)|Permission denied \(|returned error: 40[13]|Write access to repository not granted|Permission to .* denied/i,
    fix: "Check that the token or key is valid and may read (and for apply write) this repository.",
  },
  {
    // Before the network's row: where a POST is redirected, git says "RPC failed" as well.
    code: "git-moved",
    pattern: /returned error: 30[12378]/i,
    fix: "The repository has another address, and a token is not sent to one that a server names. Use the new one: `git remote set-url origin <new>`; in a workflow GITHUB_REPOSITORY, or the input `registry`.",
  },
  {
    code: "git-network",
    pattern:
      /Could not resolve host|Connection (refused|timed out|reset)|Failed to connect|Couldn't connect|returned error: 5\d\d|Empty reply from server|RPC failed|early EOF|the remote end hung up|unexpected disconnect|Operation timed out|Operation too slow|Connection closed by|Broken pipe|Timeout, server .* not responding/i,
    fix: "Run again. If it stays, check the network and the server's status.",
  },
  { code: "branch-missing", pattern: /Remote branch .* not found|couldn't find remote ref/, fix: "Name a branch that the remote has." },
  {
    code: "git-auth",
    pattern: /Repository not found|returned error: 404|does not appear to be a git repository|not found/i,
    fix: "Check the remote's URL, and that the token or key may read it.",
  },
];

/** What a git process that failed means. Decided here and nowhere else. */
export function gitFailure(args: readonly string[], ended: Ended): Failure {
  const words = ended.stderr.trim();
  const command = `git ${args.find((arg, index) => !arg.startsWith("-") && args[index - 1] !== "-c") ?? ""}`.trim();
  const kind = KINDS.find(({ pattern }) => pattern.test(words));
  return failure(
    kind?.code ?? "git-failed",
    `${command} ended with ${ended.code}: ${lastLines(words)}`,
    kind?.fix ?? "Read git's message; run again if it looks passing.",
  );
}

/** Why no git process could be started; node has one error for a missing program and a missing folder. */
export function startFailure(error: unknown, folder: string, folderExists: boolean): Failure {
  if (!folderExists) return failure("not-a-repository", `The folder ${folder} does not exist.`, NAME_REPOSITORY, error);
  return failure(
    "git-missing",
    `git could not be started (${error instanceof Error ? error.message : String(error)}).`,
    "Install git 2.34 or newer.",
    error,
  );
}

function lastLines(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.slice(-5).join(" / ").slice(0, 1000) || "no message";
}
