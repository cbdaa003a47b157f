import type { Help } from "./help.ts";

export type ConsumerCommandName =
  | "resolve"
  | "fetch"
  | "cat"
  | "show"
  | "versions"
  | "lock"
  | "registry"
  | "registry add"
  | "registry remove"
  | "registry set-default"
  | "registry list"
  | "registry update"
  | "cache"
  | "cache list"
  | "cache prune"
  | "cache clear"
  | "cache verify";

const EXIT_CODES = `
Exit codes:
  0  done
  1  an error`;

const REFERENCES = `
A reference is <flow>[@<registry>][#<ref>]: the ref is a version, a range, a
branch, a tag or a commit; the registry is a configured name, owner/repo or
host/owner/repo. Put it into quotes where the shell knows its characters.`;

/** What `--help` says of the commands for those who use flows. */
export const CONSUMER_HELP: Readonly<Record<ConsumerCommandName, Help>> = {
  resolve: {
    summary: "say what a reference means: one commit, one file, one digest",
    description:
      "Finds the version that a reference means and prints flow, version, tag, commit, path, digest and why it is this one. What is pinned (an exact version or a full commit) and was read before needs no network.",
    after: `
Examples:
  flow-tagbot resolve code_review
  flow-tagbot resolve 'code_review@team#^1.2' --json
  flow-tagbot resolve code_review@acme/flows#main
  flow-tagbot resolve --flow code_review --flow-version 1.2.0 --as request
${REFERENCES}
${EXIT_CODES}`,
  },
  fetch: {
    summary: "put a flow's files on this disk",
    description:
      "Reads the flow and the files that it uses from one commit into the cache, checks their digests, and prints the path of the version file there. With --output the files are copied to a folder, and files with other contents are never replaced.",
    after: `
Examples:
  flow-tagbot fetch code_review@team#1.2.0
  flow-tagbot fetch 'code_review@team#^1.2' -o flows
  run-flow "$(flow-tagbot fetch code_review#1.2.0)"
${REFERENCES}
${EXIT_CODES}`,
  },
  cat: {
    summary: "print the file of a flow",
    description: "Writes the version file that a reference means to standard output, byte by byte.",
    after: `
Examples:
  flow-tagbot cat code_review#1.2.0
  flow-tagbot cat code_review@team > code_review.yml
${REFERENCES}
${EXIT_CODES}`,
  },
  show: {
    summary: "tell everything about a flow",
    description:
      "Shows what a registry offers of one flow: its newest versions, their kinds, yanked and deprecated marks, description, and where they come from.",
    after: `
Examples:
  flow-tagbot show code_review
  flow-tagbot show code_review@team --json
${REFERENCES}
${EXIT_CODES}`,
  },
  versions: {
    summary: "list all versions of a flow",
    description: "Lists the versions of one flow as its registry offers them, newest first, with their kinds, tags and marks.",
    after: `
Examples:
  flow-tagbot versions code_review
  flow-tagbot versions code_review@acme/flows --json
${EXIT_CODES}`,
  },
  lock: {
    summary: "write down what each reference of flows.yml means now",
    description:
      "Resolves every reference of flows.yml and writes flows.lock: version, tag, commit and digest of each, and what the flows themselves depend on. Entries whose reference did not change stay as they are, unless --update asks for them anew.",
    after: `
Examples:
  flow-tagbot lock
  flow-tagbot lock --update            all of them anew
  flow-tagbot lock --update review     only this one
  flow-tagbot lock --update --dry-run  what is newer? writes nothing
  flow-tagbot lock --check             in CI: does the lockfile fit?

Exit codes:
  0  done, or it fits
  1  an error; with --frozen also: the lockfile does not fit
  2  with --check: the lockfile does not fit`,
  },
  registry: {
    summary: "say which registries references may name",
    description:
      "Keeps the list of registries: names for repositories on GitHub, on any git host, or for folders. The file is registries.yml in flow-tagbot's folder of the user's settings; --registries or FLOW_TAGBOT_REGISTRIES name another.",
    after: `
Examples:
  flow-tagbot registry add team acme/flows
  flow-tagbot registry list
${EXIT_CODES}`,
  },
  "registry add": {
    summary: "add a registry under a name",
    description:
      "Adds a registry. A source is an owner/repo of GitHub, a git URL, or a path that starts with . or /; --type says what it is where it could be several. The first registry becomes the default. Comments in the file stay.",
    after: `
Examples:
  flow-tagbot registry add team acme/flows
  flow-tagbot registry add inner https://git.example.org/flows.git --default
  flow-tagbot registry add drafts ./my-flows
  flow-tagbot registry add old ./my-flows --type git
${EXIT_CODES}`,
  },
  "registry remove": {
    summary: "take a registry off the list",
    description: "Takes a registry off the list. What was fetched from it stays in the cache.",
    after: `
Examples:
  flow-tagbot registry remove team
${EXIT_CODES}`,
  },
  "registry set-default": {
    summary: "choose the registry that references without one mean",
    description: "Makes a registry of the list the one that references without @<registry> mean.",
    after: `
Examples:
  flow-tagbot registry set-default team
${EXIT_CODES}`,
  },
  "registry list": {
    summary: "list the registries",
    description: "Lists the registries with their type and source, which one is the default, and when each was last read.",
    after: `
Examples:
  flow-tagbot registry list
  flow-tagbot registry list --json
${EXIT_CODES}`,
  },
  "registry update": {
    summary: "read registries anew, for when there is no network",
    description:
      "Reads branches, tags and the newest commit of one registry, or of all, and only then takes them as what is known. A registry that cannot be read stays as it was, the others are updated all the same.",
    after: `
Examples:
  flow-tagbot registry update
  flow-tagbot registry update team

Exit codes:
  0  all were updated
  1  an error, or one of them could not be updated`,
  },
  cache: {
    summary: "look after what was fetched",
    description:
      "Lists, checks and removes what was fetched. The folder is called flow-tagbot, in the user's folder for caches; --cache or FLOW_TAGBOT_CACHE name another. Nothing outside is ever touched.",
    after: `
Examples:
  flow-tagbot cache list
  flow-tagbot cache prune --older-than 30d
${EXIT_CODES}`,
  },
  "cache list": {
    summary: "list what is in the cache",
    description: "Lists the flows in the cache with version, commit, size and the time of their last use.",
    after: `
Examples:
  flow-tagbot cache list
  flow-tagbot cache list --json
${EXIT_CODES}`,
  },
  "cache prune": {
    summary: "remove what was not used for long, or is too much",
    description:
      "Removes entries that were not used for some time, or the longest unused ones until the rest is small enough; with both, either reason is enough.",
    after: `
Examples:
  flow-tagbot cache prune --older-than 30d
  flow-tagbot cache prune --max-size 500MB
${EXIT_CODES}`,
  },
  "cache clear": {
    summary: "remove all that came from a registry",
    description: "Removes everything that the cache holds of one registry, named as configured or by its address.",
    after: `
Examples:
  flow-tagbot cache clear team
  flow-tagbot cache clear acme/flows
${EXIT_CODES}`,
  },
  "cache verify": {
    summary: "compare the cache's files with their digests",
    description: "Reads every entry and compares its files with what its marker says. Changes nothing.",
    after: `
Examples:
  flow-tagbot cache verify
  flow-tagbot cache verify --json

Exit codes:
  0  every entry is whole
  1  an error
  2  damaged entries were found`,
  },
};
