import type { Explanations } from "./explanation.ts";

export const NOTES = {
  "template-invalid": {
    cause:
      "The notes template has a syntax error, uses something that templates may not use, includes a file that is not there, or failed or took too long with the values of a version. The message has the template's name and line. Nothing was written.",
    fix: "Correct the template and try it with `flow-tagbot notes <flow>@<version> --template <file>`, which writes nothing. Its language is that of nunjucks, and `docs/templates.md` lists all values.",
  },
  "template-missing": {
    cause:
      "The file that `template` names is not on the release branch. Templates are read from there only, never from a work tree or a pull request.",
    fix: "Commit the template to the release branch, or correct the path (relative to the repository). Without `template`, the built-in notes are used.",
  },
  "context-invalid": {
    cause:
      "The file given to `flow-tagbot notes --from` does not hold the values that a template needs: it was edited, cut, or made by another version of flow-tagbot.",
    fix: "Make it anew with `flow-tagbot notes <flow>@<version> --context > values.json`.",
  },
} as const satisfies Explanations;

export const ISSUE = {
  "issue-not-written": {
    cause:
      "The issue that tells people what to do by hand could not be found, created or updated: issues are turned off in the repository, the token does not see it, or the server did not do as it was asked. The same text is in the log and in the job summary.",
    fix: "Turn issues on in the repository's settings (General → Features), and give the job `permissions: issues: write` (a token: Issues: write). Set `issue: false` if you do not want the issue.",
  },
} as const satisfies Explanations;

export const PLAN = {
  "plan-invalid": {
    cause: "The file given to `flow-tagbot apply --plan` cannot be read, is no JSON, or is not a plan of this version of flow-tagbot.",
    fix: "Make it anew with `flow-tagbot plan --json > plan.json`, by the same version of flow-tagbot that applies it, and do not edit it.",
  },
  "plan-outdated": {
    cause:
      "The branch, a tag or a release changed between planning and applying (or the plan was edited), so that the plan would not do what was reviewed. As an error of an ordinary run: the branch moved while it was read.",
    fix: "Make a new plan with `flow-tagbot plan --json > plan.json`, review it, and apply it. Where no plan was given, run again.",
  },
} as const satisfies Explanations;

export const INDEX = {
  "index-invalid": {
    cause:
      "A file that should be the index of a registry is no JSON, lacks fields of `schema: 1`, or has a newer schema. Where the index is published, it is the file `index.json` that the branch has already: nothing that is not known to be an index is overwritten.",
    fix: "Make it anew with `flow-tagbot apply --index index.json`. On the index branch, delete the file `index.json` if it is of no use, or choose another branch with `index-branch`.",
  },
  "index-not-published": {
    cause:
      "Tags and releases are as they should be, but `index.json` did not get onto the index branch: the credential may not write to it, a ruleset or branch protection wants a pull request, a signature or a check, or other runs were faster several times. The same index is in the output file.",
    fix: "Let the credential push to that branch: give the job `permissions: contents: write`, and exempt the branch from rules, or choose one that no rule covers with `index-branch`. The next run publishes the index anew.",
  },
} as const satisfies Explanations;

export const OTHER = {
  internal: {
    cause: "flow-tagbot met something that it should have handled. That is a mistake in flow-tagbot, and nothing that you did.",
    fix: "Report it at https://github.com/flow-tagbot/flow-tagbot/issues with the message and the lines below it; secrets are removed from them. What was made stays, and the next run makes what is missing.",
  },
} as const satisfies Explanations;
