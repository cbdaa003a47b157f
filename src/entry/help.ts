export type CommandName = "plan" | "apply" | "notes" | "list" | "verify" | "doctor";

interface Help {
  readonly summary: string;
  readonly description: string;
  readonly after: string;
}

const EXIT_CODES = `
Exit codes:
  0  all done, or nothing to do
  1  an error
  2  a person is needed: the output says what for, with the commands
  3  stopped at a limit; the next run goes on`;

/** What \`--help\` says beside the flags. */
export const HELP: Readonly<Record<CommandName | "program", Help>> = {
  program: {
    summary: "",
    description:
      "Tags and releases for registries of AI-agent flows: every version file gets an annotated tag on the commit that gave it its content, and a release with notes.",
    after: `
Start with:
  flow-tagbot plan                     what would be done, and why
  flow-tagbot notes code_review@1.2.0  how the notes of a version look
  flow-tagbot apply                    do it
${EXIT_CODES}

A token is only taken from the environment (GITHUB_TOKEN or GH_TOKEN) or from GitHub's own command line, gh.`,
  },
  plan: {
    summary: "say what is to be done, and do none of it",
    description:
      "Reads the release branch, its history, all tags and the releases, and says for every version what is missing, what is in the way, and how to get it out of the way. Needs read access only.",
    after: `
Examples:
  flow-tagbot plan
  flow-tagbot plan --root flows/stable --root flows/experimental
  flow-tagbot plan --json > plan.json && flow-tagbot apply --plan plan.json
${EXIT_CODES}`,
  },
  apply: {
    summary: "create the missing tags and releases",
    description:
      "Plans, then creates what is missing: annotated tags first, then the releases on them. Tags that exist are never moved, releases that exist are never changed. Run it as often as you like: what an earlier run left half done is finished, and a second run does nothing.",
    after: `
Examples:
  flow-tagbot apply
  flow-tagbot apply --flow code_review --version 1.2.0
  flow-tagbot apply --limit 20         the oldest twenty first
  flow-tagbot apply --plan plan.json   only what was reviewed, if it still holds
${EXIT_CODES}`,
  },
  notes: {
    summary: "print the release notes of a version",
    description: "Renders the notes of one version as its release would get them now. Works without network.",
    after: `
Examples:
  flow-tagbot notes code_review@1.2.0
  flow-tagbot notes code_review@1.2.0 --context > values.json   what a template sees
  flow-tagbot notes --from values.json --template new.md.njk
  flow-tagbot notes code_review@1.2.0 --template "$(cat draft.md)"
${EXIT_CODES}`,
  },
  list: {
    summary: "list the flows and versions of the registry",
    description:
      "Lists what the release branch holds: flows, versions, their kind and predecessor, files without a version, and what is wrong with names. Works without network.",
    after: `
Examples:
  flow-tagbot list
  flow-tagbot list --flow code_review --json
${EXIT_CODES}`,
  },
  doctor: {
    summary: "look at everything that a run needs, before one does",
    description:
      "Checks git, the clone, the token and its rights, tag rulesets, workflow files, immutable releases, keys, issues and limits, and says what to do about each that is not right. Changes nothing. Keys are taken from FLOW_TAGBOT_SSH_KEY, FLOW_TAGBOT_SIGNING_KEY and the like.",
    after: `
Examples:
  flow-tagbot doctor
  FLOW_TAGBOT_SIGNING_KEY="$(cat key.asc)" flow-tagbot doctor --json
${EXIT_CODES}`,
  },
  verify: {
    summary: "prove that what is published is what the registry says",
    description:
      "Reads every tag and release anew and checks for each version: the tag is annotated and on the right commit, holds the branch's file, and its digest is the one in the tag's message and in the release. Changes nothing.",
    after: `
Examples:
  flow-tagbot verify
  flow-tagbot verify --json | jq '.versions[] | select(.ok | not)'
${EXIT_CODES}`,
  },
};
