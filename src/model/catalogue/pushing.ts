import type { Explanations } from "./explanation.ts";

export const PUSHING = {
  "push-workflow": {
    cause:
      "The tagged commit has files below `.github/workflows/` that differ from those at the tip of every branch. GitHub takes pushing it for a change of workflows, and the workflow's own token can never be allowed that: `workflows` is no valid key of `permissions:`. It happens when workflows were changed after the version landed, such as in a backfill or a late run. Where it is known before the push, the version is `blocked`.",
    fix: "One of these: give the action a deploy key with write access as `ssh-key`; give it the token of a GitHub App or a fine-grained token with Contents: write and Workflows: write as `token` (a classic one needs the scope `workflow`); keep a branch at that commit (`git push origin <commit>:refs/heads/<name>`, by somebody who may); or push the tag by hand with the commands in the run's summary.",
  },
  "push-ruleset": {
    cause:
      "A ruleset (or, on older servers, tag protection) restricts who may create tags or how they are named, and does not let this credential bypass it. Where rulesets can be read this is known before the push, and the version is `blocked`. The workflow's own token cannot be a bypass actor of any ruleset.",
    fix: "In Settings → Rules → Rulesets, open the ruleset for tags and add a deploy key, a GitHub App, a team or a role to its bypass list; then push with that credential (`ssh-key` or `token`). Or narrow the ruleset to updates and deletions, which flow-tagbot never needs. Or push the tag by hand as somebody who may bypass it.",
  },
  "push-denied": {
    cause:
      "The server knows the credential and does not let it write here. Three causes look the same: the job has no `contents: write` (the default of new repositories is read-only), the run belongs to a pull request from a fork, whose token is always read-only, or the deploy key or token was made without write access. An archived repository refuses every push, too.",
    fix: "Give the job `permissions: contents: write`. With a deploy key, tick “Allow write access” when adding it; with a personal token or an App, grant Contents: write on this repository. Do not write from pull requests of forks.",
  },
  "push-sso": {
    cause:
      "The organisation requires SAML single sign-on, and the personal token or personal SSH key that pushes was not authorised for it. Without that, GitHub treats it as a stranger's.",
    fix: "Open the token (or the SSH key) in your GitHub settings, choose Configure SSO and authorise it for the organisation. A deploy key, a GitHub App or the workflow's own token needs no such step.",
  },
  "push-refused": {
    cause:
      "The server refused the tag for a reason that flow-tagbot does not know: a hook of the server, or a policy such as one that limits how many refs a push may hold. Its own words are in the report.",
    fix: "Read the server's words, and ask whoever runs the server. If pushes may hold only few refs, set `tags-per-push` to that number (2 is the least that GitHub's policy allows). If the tag is right, push it by hand.",
  },
  "push-failed": {
    cause: "The push ended before the server had said what became of the tag: the connection broke, or the server failed.",
    fix: "Nothing is lost: the next run looks what is there and makes what is missing. Run again; if it stays, look at the server's status and at the message of git in the report.",
  },
} as const satisfies Explanations;
