import { expect, test } from "vitest";
import { gitFailure, startFailure } from "../../src/git/failures.ts";

test.each([
  ["fatal: not a git repository (or any of the parent directories): .git", "not-a-repository"],
  ["fatal: Authentication failed for 'https://example.com/o/r/'", "git-auth"],
  ["fatal: could not read Username for 'https://example.com': terminal prompts disabled", "git-auth"],
  [
    "remote: Permission to o/r.git denied to github-actions[bot].\nfatal: unable to access 'https://example.com/o/r/': The requested URL returned error: 403",
    "git-auth",
  ],
  [
    "remote: Write access to repository not granted.\nfatal: unable to access 'https://example.com/o/r/': The requested URL returned error: 403",
    "git-auth",
  ],
  ["git@example.com: Permission denied (publickey).\nfatal: Could not read from remote repository.", "git-auth"],
  ["Host key verification failed.\nfatal: Could not read from remote repository.", "git-auth"],
  ["remote: Repository not found.\nfatal: repository 'https://example.com/o/r/' not found", "git-auth"],
  ["ERROR: Repository not found.\nfatal: Could not read from remote repository.", "git-auth"],
  ["fatal: '/srv/none.git' does not appear to be a git repository", "git-auth"],
  ["fatal: unable to access 'https://example.com/o/r/': Could not resolve host: example.com", "git-network"],
  [
    "fatal: unable to access 'https://example.com/o/r/': Failed to connect to example.com port 443 after 2 ms: Connection refused",
    "git-network",
  ],
  ["fatal: unable to access 'https://example.com/o/r/': Empty reply from server", "git-network"],
  ["fatal: unable to access 'https://example.com/o/r/': The requested URL returned error: 503", "git-network"],
  ["error: RPC failed; curl 56 Recv failure: Connection reset by peer\nfatal: the remote end hung up unexpectedly", "git-network"],
  ["error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502", "git-network"],
  ["fetch-pack: unexpected disconnect while reading sideband packet\nfatal: early EOF", "git-network"],
  ["ssh: connect to host example.com port 22: Operation timed out", "git-network"],
  ["ssh: Could not resolve hostname example.com: Name or service not known", "git-network"],
  ["warning: Could not find remote branch none to clone.\nfatal: Remote branch none not found in upstream origin", "branch-missing"],
  ["fatal: couldn't find remote ref refs/heads/none", "branch-missing"],
  ["fatal: unable to access 'https://example.com/o/r/': The requested URL returned error: 400", "git-failed"],
  ["fatal: bad object 1111111111111111111111111111111111111111", "git-failed"],
  ["", "git-failed"],
])("%j is %s", (stderr, code) => {
  expect(gitFailure(["fetch"], { code: 128, stderr }).code).toBe(code);
});

test("the message names the command and ends with git's last words", () => {
  const words = Array.from({ length: 50 }, (_, number) => `line ${number}`).join("\n");
  const { message } = gitFailure(["-c", "core.x=y", "ls-remote", "origin"], { code: 128, stderr: words });
  expect(message).toContain("line 49");
  expect(message).not.toContain("line 44\n");
  expect(message).toContain("128");
  expect(gitFailure(["ls-remote", "origin"], { code: 128, stderr: "x" }).message).toContain("git ls-remote");
});

test("git that cannot be started is missing, unless the folder is", () => {
  const error = new Error("spawn git ENOENT");
  expect(startFailure(error, true)).toMatchObject({ code: "git-missing", cause: error });
  expect(startFailure(error, false).code).toBe("not-a-repository");
});
