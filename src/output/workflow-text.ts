import { stringify } from "yaml";
import { DEFAULT_CONFIG, type Root } from "../config/config.ts";

export interface WorkflowOptions {
  readonly branch: string;
  /** `owner/repo@ref` of the action. */
  readonly action: string;
  /** Said behind a commit id: the tag that it was; null where `action` ends in the tag itself. */
  readonly tag: string | null;
}

const PIN = `      # Pin the action by the full commit SHA of a release; a tag such as v1 can be moved.
`;

/** The workflow that makes tags and releases: after a merge, once a day for what was left over, and by hand. */
export function renderReleaseWorkflow(options: WorkflowOptions): string {
  return `# Recommended: right after a merge, once a day for what was left over, and by hand.
name: flow-tagbot

on:
  push:
    branches: [${toFlow(options.branch)}]
  schedule:
    - cron: "23 4 * * *"
  workflow_dispatch:
    inputs:
      flow:
        description: Only these flows, with commas between them (all when empty)
        type: string
      version:
        description: Only this version (all when empty)
        type: string
      dry-run:
        description: Only show what would be done
        type: boolean
        default: false

permissions:
  contents: write # push tags, create releases
  issues: write # the issue with steps that only a person can take

# One run after the other. A waiting run that a newer one replaces loses nothing: every run does all that is left.
concurrency:
  group: flow-tagbot
  cancel-in-progress: false

jobs:
  release:
    runs-on: ubuntu-latest
    steps:
${renderUses(options)}        with:
          # Empty on push and schedule, and then as good as not given.
          flow: \${{ inputs.flow }}
          version: \${{ inputs.version }}
          dry-run: \${{ inputs.dry-run }}
`;
}

/** The workflow that checks pull requests, with the right to read and no other. */
export function renderCheckWorkflow(options: WorkflowOptions): string {
  return `# Holds version files to the rules before they are published: on every pull request, and in merge queues.
name: flow-tagbot check

on:
  pull_request:
    branches: [${toFlow(options.branch)}]
  merge_group:

permissions:
  contents: read

concurrency:
  group: flow-tagbot-check-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
${renderUses(options)}        with:
          mode: check
`;
}

/** The configuration file: roots, with the tag templates that differ, and the release branch where it has to be named. */
export function renderConfigFile(roots: readonly Root[], branch: string | null): string {
  const config = {
    ...(roots.length === 0
      ? {}
      : { roots: roots.map(({ path, tag }) => ({ path: path === "" ? "." : path, ...(tag === DEFAULT_CONFIG.tag ? {} : { tag }) })) }),
    ...(branch === null ? {} : { branch }),
  };
  const text = Object.keys(config).length === 0 ? "" : stringify(config, { lineWidth: 0 });
  return `# flow-tagbot: every key is in docs/configuration.md of flow-tagbot/flow-tagbot.\n${text}`;
}

function renderUses({ action, tag }: WorkflowOptions): string {
  return tag === null ? `${PIN}      - uses: ${action}\n` : `      - uses: ${action} # ${tag}\n`;
}

/** A text within brackets. */
function toFlow(text: string): string {
  return stringify([text], { collectionStyle: "flow", flowCollectionPadding: false, lineWidth: 0 }).trim().slice(1, -1);
}
