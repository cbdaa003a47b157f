import type { Explanations } from "./explanation.ts";

export const GITHUB = {
  "comment-not-written": {
    cause:
      "The comment with the result of the check was refused, or its author cannot be told. Typical: the job has no `pull-requests: write`, the pull request comes from a fork, whose token only reads, or its conversation is locked. The check itself is not affected: its result is in the job summary and in the annotations.",
    fix: "Give the job `permissions: pull-requests: write`, or set `comment: false`.",
  },
  "forge-unknown": {
    cause:
      "The remote's address does not tell what kind of server it is, or which repository of it is meant. Releases cannot be made before that is known.",
    fix: "Name the forge with `--forge github` or `--forge local`. For GitHub Enterprise Server set `GITHUB_SERVER_URL`, for a repository without the remote `origin` set `GITHUB_REPOSITORY` to `owner/repo`.",
  },
  "forge-unsupported": {
    cause: "flow-tagbot knows the server, and cannot make releases there yet.",
    fix: "Use `--forge local`: tags are pushed as usual, and releases become files below `.git/flow-tagbot/releases/`.",
  },
  "forge-auth": {
    cause:
      "The server answered 401: the token is expired, revoked, mistyped, or was made for another server. An App's token is valid for an hour, the workflow's own token until its job ends.",
    fix: "Make a new token and renew the secret. `gh auth status` tells for which hosts you are logged in. Check that the secret's name in the workflow is spelt right: a secret that does not exist is empty.",
  },
  "forge-denied": {
    cause:
      "The server answered 403 or 404: the token is valid, and lacks the permission. GitHub says 404 where it does not even want to tell that a private repository exists. Typical: the job has no `contents: write`, the run belongs to a pull request from a fork, or a fine-grained token was not made for this repository.",
    fix: "Give the job `permissions: contents: write` (and `issues: write` for the issue), or grant the token Contents: write on this repository. Check that owner and name of the repository are right.",
  },
  "forge-sso": {
    cause: "The organisation requires SAML single sign-on, and the personal token was not authorised for it.",
    fix: "Open the token in your GitHub settings, choose Configure SSO and authorise it for the organisation. The workflow's own token and the token of a GitHub App need no such step.",
  },
  "forge-rate-limit": {
    cause:
      "The server takes no more requests for now. GitHub limits requests an hour (1,000 for the workflow's own token in a repository, 5,000 for a user), and new content to about 80 a minute and 500 an hour; whatever else uses the token counts, too.",
    fix: "Nothing is lost: the next run goes on from here, so wait for the schedule or run again in an hour. `max-releases` makes the steps of a long backfill smaller.",
  },
  "forge-invalid": {
    cause:
      "The server understood the request and refused its content, for a reason that flow-tagbot has no code for. Its own words are in the message.",
    fix: "Read the server's words, and correct what they name, such as the title or the notes template. If they make no sense, report it as a bug with the message.",
  },
  "forge-unreachable": {
    cause: "No answer came, or one that says that the server failed (status 500 and above). The request was repeated where that is safe.",
    fix: "Nothing is lost: the next run goes on from here. If it stays, look at the server's status page, at the network, and at proxy settings (`HTTPS_PROXY`, `NO_PROXY`).",
  },
  "forge-unreadable": {
    cause:
      "The answer is not what the server's interface promises: often the page of a proxy or a login answered in its place, or an answer was cut. For local releases: a file among them was not written by flow-tagbot. It is never taken for “there is nothing”.",
    fix: "Run again. If it stays, check the API address (`GITHUB_API_URL`) and what stands between you and the server. Delete a local file that is no release; the next run makes it again.",
  },
  "release-workflow": {
    cause:
      "The tag's commit adds or changes files below `.github/workflows/` compared with the default branch. GitHub lets only tokens that may change workflows make a release of it (it answers 404 or 403 otherwise), and the workflow's own token can never be allowed that. The tag itself is there.",
    fix: "Give the action the token of a GitHub App or a fine-grained token with Contents: write and Workflows: write as `token` (a classic one needs the scope `workflow`); a deploy key does not help here, since it cannot make releases. Or create the release by hand, with the command in the run's summary.",
  },
  "release-ruleset": {
    cause:
      "A ruleset for tags refuses what the release would do to its tag, and does not let this token bypass it. The workflow's own token cannot be a bypass actor of any ruleset.",
    fix: "In Settings → Rules → Rulesets, add a GitHub App, a team or a role to the bypass list of the ruleset for tags, and use its token as `token`. Or create the release by hand as somebody who may bypass it.",
  },
  "release-immutable": {
    cause:
      "The repository has immutable releases, and a release with this tag name was published before, even if it was deleted since. GitHub never lets such a name be used again, and takes no more files for such a release.",
    fix: "Publish the content as the next version: rename the file to a version that was never released.",
  },
  "release-edited": {
    cause:
      "A release's text should get or lose its banner (yanked, deprecated, withdrawn), or was to be written anew with `resync`, and it is not as flow-tagbot wrote it: the digest in its hidden last line does not fit, or there is no such line. What a person wrote is never replaced; a text whose line ends an editor turned counts as edited.",
    fix: "Change the text by hand, as the message says. The warning ends when the text holds what it should.",
  },
  "latest-immutable": {
    cause:
      "The flow in `latest` has an older release with the badge, and the release that should have it is published and immutable. flow-tagbot changes nothing about such a release. New releases take the badge when they are created.",
    fix: "Mark the release as the latest on its page, or publish the next version, or set `latest: none`.",
  },
} as const satisfies Explanations;
