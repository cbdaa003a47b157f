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
  ["git@example.com: Permission denied (publickey).\nfatal: Could not read from remote repository.", "ssh-key-refused"],
  ["git@example.com: Permission denied (publickey,password).\nfatal: Could not read from remote repository.", "ssh-key-refused"],
  ["git@example.com: Permission denied (password).\nfatal: Could not read from remote repository.", "git-auth"],
  ["Host key verification failed.\nfatal: Could not read from remote repository.", "ssh-host-unknown"],
  [
    "No ED25519 host key is known for github.com and you have requested strict checking.\nHost key verification failed.\nfatal: Could not read from remote repository.",
    "ssh-host-unknown",
  ],
  [
    "@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nIT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!\nHost key for [127.0.0.1]:2222 has changed and you have requested strict checking.\nHost key verification failed.\nfatal: Could not read from remote repository.",
    "ssh-host-unknown",
  ],
  [
    'Load key "/tmp/key": invalid format\ngit@example.com: Permission denied (publickey).\nfatal: Could not read from remote repository.',
    "ssh-key-invalid",
  ],
  [
    'Load key "/tmp/key": incorrect passphrase supplied to decrypt private key\ngit@example.com: Permission denied (publickey).\nfatal: Could not read from remote repository.',
    "ssh-key-invalid",
  ],
  [
    "ERROR: The key you are authenticating with has been marked as read only.\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.",
    "push-denied",
  ],
  [
    "remote: ERROR: This deploy key does not have write access to this project.\nfatal: Could not read from remote repository.",
    "push-denied",
  ],
  [
    "ERROR: The `o' organization has enabled or enforced SAML SSO. To access\nthis repository, you must use the HTTPS remote with a personal access token\nor SSH with an SSH key and passphrase\nthat has been authorized for this organization. Visit\nhttps://docs.github.com/articles/authenticating-to-a-github-organization-with-saml-single-sign-on/ for more information.\n\nfatal: Could not read from remote repository.",
    "push-sso",
  ],
  [
    "remote: The `o' organization has enabled or enforced SAML SSO. To access\nremote: this repository, you must re-authorize the OAuth Application `GitHub Desktop`.\nfatal: unable to access 'https://example.com/o/r.git/': The requested URL returned error: 403",
    "push-sso",
  ],
  [
    "The 'o' organization has enabled or enforced SAML SSO.\nremote: To access this repository, you must re-authorize the OAuth Application 'GitHub CLI'.\nfatal: unable to access 'https://example.com/o/r.git/': The requested URL returned error: 403",
    "push-sso",
  ],
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
  ["fatal: unable to access 'https://example.com/o/r/': The requested URL returned error: 301", "git-moved"],
  ["error: RPC failed; HTTP 307 curl 22 The requested URL returned error: 307\nfatal: the remote end hung up unexpectedly", "git-moved"],
  ["fatal: unable to access 'https://example.com/o/r/': The requested URL returned error: 304", "git-failed"],
  ["error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502", "git-network"],
  ["fetch-pack: unexpected disconnect while reading sideband packet\nfatal: early EOF", "git-network"],
  ["ssh: connect to host example.com port 22: Operation timed out", "git-network"],
  ["kex_exchange_identification: Connection closed by remote host\nConnection closed by 127.0.0.1 port 22", "git-network"],
  ["client_loop: send disconnect: Broken pipe\nfatal: the remote end hung up unexpectedly", "git-network"],
  ["Timeout, server example.com not responding.\nfatal: Could not read from remote repository.", "git-network"],
  [
    "fatal: unable to access 'https://example.com/o/r/': Operation too slow. Less than 1000 bytes/sec transferred the last 30 seconds",
    "git-network",
  ],
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
  expect(gitFailure(["ls-remote", "origin"], { code: 128, stderr: "x\n\n \ny\n" }).message).toBe("git ls-remote ended with 128: x / y");
});

test("git that cannot be started is missing, unless the folder is", () => {
  const error = new Error("spawn git ENOENT");
  expect(startFailure(error, "folder", true)).toMatchObject({ code: "git-missing", cause: error });
  expect(startFailure(error, "folder", false).code).toBe("not-a-repository");
});
