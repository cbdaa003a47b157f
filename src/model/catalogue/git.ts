import type { Explanations } from "./explanation.ts";

export const GIT = {
  "not-a-repository": {
    cause:
      "The folder is no git repository and lies in none, or it does not exist. For the action: there is no checkout, and the runner does not say which repository to clone.",
    fix: "Run in a clone of the registry, or name one with `--repo <dir>`. In a workflow set `GITHUB_REPOSITORY`, or add a checkout step before this one.",
  },
  "no-work-tree": {
    cause: "`new`, `migrate` and `init` write files, and the repository has no work tree: it is a bare one.",
    fix: "Run the command in a clone with files, and push what it made.",
  },
  "file-exists": {
    cause:
      "`new` or `migrate` would write a file that is on disk already, and that git does not know: an ignored one, for example. It is never overwritten.",
    fix: "Move the file away or give it to git, and run the command again.",
  },
  "file-not-written": {
    cause:
      "The operating system refused to write a file: the folder is read-only or belongs to somebody else, a file is in the place of a folder, or the disk is full. Its own words are in the message.",
    fix: "Put right what the message names, and run the command again. What was moved before is back in its place.",
  },
  "path-outside": {
    cause:
      "A folder of the path is a symbolic link that leads out of the repository, so that what is written there would change something else.",
    fix: "Replace the link by a folder, or write the file by hand where it belongs.",
  },
  "not-trusted": {
    cause:
      "The repository's folder belongs to another user of the machine, as in containers and on shared disks. Git refuses to work there, because settings of the repository could run that user's programs.",
    fix: "If you trust it, run the command that git's message names: `git config --global --add safe.directory <folder>`. Or run as the folder's owner.",
  },
  "branch-missing": {
    cause: "The branch that was named does not exist, or none was named and the repository does not say which one is its default.",
    fix: "Name the release branch: `branch` in the configuration, the input `branch`, or `--branch`. Write its short name, `main`, not `refs/heads/main` or `origin/main`.",
  },
  "branch-not-pushed": {
    cause:
      "Only this clone has the branch, or (as a warning) its newest commits. Tags on such commits would publish what nobody else has, so only what is on the remote is looked at.",
    fix: "Push the branch, or merge it, and run again: `git push origin <branch>`.",
  },
  "history-shallow": {
    cause:
      "The clone has only the newest commits, and there is no remote with this branch to fetch the others from. Every file would look as if it had been added where the history is cut off.",
    fix: "Complete the clone: `git fetch --unshallow --filter=blob:none`. In a workflow, leave the checkout step out or give it `fetch-depth: 0`.",
  },
  "git-missing": {
    cause: "The program `git` cannot be started: it is not installed, not on the `PATH`, or not allowed to run.",
    fix: "Install git 2.34 or newer, and make sure that `git --version` works in the same shell or job.",
  },
  "git-auth": {
    cause:
      "The git server wants credentials and got none, or refused those it got. Servers say “not found” for a private repository, too, so a mistyped address looks the same.",
    fix: "Check the address with `git remote --verbose`. The token or key has to be valid and allowed to read this repository (and to write, for `apply`); try it with `git ls-remote`. Set `GITHUB_TOKEN`, or give the action `token` or `ssh-key`.",
  },
  "git-moved": {
    cause:
      "The git server answered with a redirect: the repository was renamed or moved, or the server sends to a sign-in page. It is not followed, because git would send the token on to whatever address the server names.",
    fix: "Open the address in a browser to see where it leads, and use the new one: `git remote set-url origin <new>` in a clone; in a workflow `GITHUB_REPOSITORY`, or the input `registry`; for a registry that is only read, its source in `registries.yml`.",
  },
  "git-network": {
    cause:
      "The git server could not be reached, or the connection broke: name resolution, a refused or timed out connection, or a server that failed (status 500 and above).",
    fix: "Run again; every run does all that is left. If it stays, look at the server's status page, at the network, and at proxy settings (`HTTPS_PROXY`, `NO_PROXY`).",
  },
  "git-failed": {
    cause:
      "A git command ended with an error that flow-tagbot has no code for, such as a full disk or a damaged repository. The message ends with git's own last lines.",
    fix: "Read git's words, and run again. If it stays, check disk space and run `git fsck`; a fresh clone often helps.",
  },
} as const satisfies Explanations;
