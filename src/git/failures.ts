import type { Code } from "../model/codes.ts";
import { failure, type Failure } from "../model/failure.ts";

interface Ended {
  /** Null when the process could not be started. */
  readonly code: number | null;
  readonly stderr: string;
}

/** Texts of git with `LC_ALL=C`; git has one exit code, 128, for all of these. The first that fits decides. */
const KINDS: readonly { readonly code: Code; readonly pattern: RegExp; readonly fix: string }[] = [
  { code: "not-a-repository", pattern: /not a git repository|cannot change to|No such file or directory.*--repo/i, fix: "Run inside of a git repository, or name one with --repo." },
  {
    code: "git-auth",
    pattern: /Authentication failed|could not read (Username|Password)|Permission denied \(|returned error: 40[13]|Host key verification failed|Write access to repository not granted|Permission to .* denied/i,
    fix: "Check that the token or key is valid and may read (and for apply write) this repository.",
  },
  {
    code: "git-network",
    pattern: /Could not resolve host|Connection (refused|timed out|reset)|Failed to connect|Couldn't connect|returned error: 5\d\d|RPC failed|early EOF|the remote end hung up|unexpected disconnect|Operation timed out/i,
    fix: "Run again. If it stays, check the network and the server's status.",
  },
  { code: "git-auth", pattern: /Repository not found|returned error: 404|does not appear to be a git repository|not found/i, fix: "Check the remote's URL, and that the token or key may read it." },
];

/** What a git process that failed means. Decided here and nowhere else. */
export function gitFailure(args: readonly string[], ended: Ended): Failure {
  const words = ended.stderr.trim();
  const command = `git ${args.find((arg) => !arg.startsWith("-")) ?? ""}`.trim();
  if (ended.code === null) {
    const gone = /cwd/i.test(words) ? "The folder does not exist." : `git could not be started (${words}).`;
    return failure("git-missing", gone, "Install git 2.34 or newer, and check --repo.");
  }
  const kind = KINDS.find(({ pattern }) => pattern.test(words));
  return failure(kind?.code ?? "git-failed", `${command} ended with ${ended.code}: ${lastLines(words)}`, kind?.fix ?? "Read git's message; run again if it looks passing.");
}

function lastLines(text: string): string {
  return text.split("\n").slice(-5).join(" / ").slice(0, 1000) || "no message";
}
