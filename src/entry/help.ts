import { CONSUMER_HELP, type ConsumerCommandName } from "./help-consumer.ts";

export type RegistryCommandName = "plan" | "apply" | "notes" | "list" | "verify" | "doctor" | "check" | "diff" | "new" | "migrate" | "init";

export type CommandName = RegistryCommandName | ConsumerCommandName;

export interface Help {
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
  ...CONSUMER_HELP,
  program: {
    summary: "",
    description:
      "Tags and releases for registries of AI-agent flows: every version file gets an annotated tag on the commit that gave it its content, and a release with notes.",
    after: `
Start with:
  flow-tagbot init                     write the workflows and the configuration
  flow-tagbot plan                     what would be done, and why
  flow-tagbot notes code_review@1.2.0  how the notes of a version look
  flow-tagbot apply                    do it

Use flows of any registry with:
  flow-tagbot registry add team acme/flows
  flow-tagbot resolve code_review@team#^1.2
  flow-tagbot fetch code_review@team#^1.2
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
  flow-tagbot notes --from values.json --template "$(cat new.md.njk)"
  flow-tagbot notes code_review@1.2.0 --template "$(cat draft.md)"
${EXIT_CODES}`,
  },
  list: {
    summary: "list the flows and versions of this repository, or of a registry",
    description:
      "Lists what the release branch holds: flows, versions, their kind and predecessor, files without a version, and what is wrong with names; works without network. With the name or address of a registry, or where this is no repository with flows, it lists what that (or the default) registry offers: flows with their newest versions, marks and descriptions.",
    after: `
Examples:
  flow-tagbot list
  flow-tagbot list --flow code_review --json
  flow-tagbot list team                what the registry team offers
  flow-tagbot list acme/flows          the same of one that is not configured
${EXIT_CODES}`,
  },
  check: {
    summary: "hold what you are about to publish to the rules",
    description:
      "Compares your work tree, committed or not, with what is published: which version files are new, edited, renamed or deleted, what changed in them in the words of flows, which version number that requires, and what breaks a rule. The configuration is the published one. Changes nothing, neither files nor index. In a bare repository its own branch is checked.",
    after: `
Examples:
  flow-tagbot check
  flow-tagbot check --base main        without network
  flow-tagbot check --json | jq '.findings[] | select(.severity == "error")'

Exit codes:
  0  nothing that a rule forbids; there may be warnings
  1  an error, so that nothing is known
  2  a rule is broken: the output says how to put it right, with the commands`,
  },
  diff: {
    summary: "say what differs between two versions of a flow",
    description:
      "Compares two versions as flows, not as lines: components, inputs, tools, routes and prompts that were added, removed, renamed or changed, what the flow may do now that it could not before, and the version step that this requires. A version is read at its tag, else on the release branch. Without <to> it is the newest version, without <from> its predecessor; <to> may also be a file. Works without network.",
    after: `
Examples:
  flow-tagbot diff code_review
  flow-tagbot diff code_review 1.1.0 1.2.0 --graph
  flow-tagbot diff code_review 1.2.0 draft.yml --markdown

Exit codes:
  0  done, whether or not something differs
  1  an error`,
  },
  new: {
    summary: "start the next version of a flow",
    description:
      "Copies a version's file to the next number in the work tree. If the published file was edited in place, the edit moves to the new file, with the number that the rules ask for, and the published file becomes what it was. Works without network.",
    after: `
Examples:
  flow-tagbot new code_review
  flow-tagbot new code_review --bump major
  flow-tagbot new developer --from 2.0.0-orbit
${EXIT_CODES}`,
  },
  migrate: {
    summary: "turn flat flow files into folders of versions",
    description:
      "Moves code_review.yml to code_review/1.0.0.yml, on disk and in the index, so that git sees a rename, and lists the lines that name a moved file. A flow that has versions already is left alone. Works without network.",
    after: `
Examples:
  flow-tagbot migrate --root flows --dry-run
  flow-tagbot migrate --root flows

Exit codes:
  0  all flat files were moved, or there is none
  1  an error
  2  some were left: the output says why`,
  },
  init: {
    summary: "write the workflows and the configuration for this repository",
    description:
      "Finds the folders that flows lie in, gives roots with the same flow and version different tags, and writes .github/flow-tagbot.yml and the workflows for releases and for pull requests, with the least permissions and the action pinned to a commit. Asks on a terminal, and takes what was found elsewhere. Files that are there are kept.",
    after: `
Examples:
  flow-tagbot init
  flow-tagbot init --yes --dry-run
  flow-tagbot init --root flows --branch release --no-check

Exit codes:
  0  written, or as it should be already
  1  an error
  2  a file with another text was kept`,
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
