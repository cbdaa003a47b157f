export interface Output {
  readonly name: string;
  /** The shape of its text, as TypeScript would write it. */
  readonly shape: string;
  readonly description: string;
}

/** The action's outputs, the same shape for none, one and many. */
export const OUTPUTS = [
  { name: "released", shape: "`true` or `false`", description: "Whether this run created at least one release." },
  {
    name: "releases",
    shape: "JSON array of `{flow, version, tag, target, url, prerelease}`",
    description:
      "The releases that this run created, in the order of their creation; `[]` for none. `url` is null where the forge gives none.",
  },
  { name: "tags", shape: "JSON array of text", description: "The tags that this run created; `[]` for none." },
  {
    name: "plan",
    shape: "JSON object",
    description: "The plan (`schema: 1`) that this run made; without its `versions` where it would be longer than an output may be.",
  },
  { name: "plan-file", shape: "path", description: "File with the whole plan, for `flow-tagbot apply --plan`." },
  {
    name: "conflicts",
    shape: "JSON array of `{flow, version, tag, code, reason}`",
    description: "Versions whose tag is on another commit, or whose file was changed after publication; `[]` for none.",
  },
  {
    name: "blocked",
    shape: "JSON array of `{flow, version, path, code, reason}`",
    description: "Versions that cannot be released before a person acts; `[]` for none.",
  },
  {
    name: "remaining",
    shape: "JSON array of `{flow, version, tag}`",
    description: "Versions left for the next run because a budget was used up; `[]` for none.",
  },
  {
    name: "steps-file",
    shape: "path or empty",
    description: "File with all steps for a person, with their commands, as Markdown; empty when there are none.",
  },
  {
    name: "index-file",
    shape: "path or empty",
    description:
      "File with the index of the whole registry (`schema: 1`), as docs/index.md describes it; empty when nothing was to be made.",
  },
  {
    name: "findings",
    shape: "JSON array of `{id, severity, flow, version, path, line, message, fix}`",
    description: "What `mode: check` has to say about a pull request, most important first; `[]` for nothing, and in every other mode.",
  },
  {
    name: "check-file",
    shape: "path or empty",
    description:
      "File with the whole result of `mode: check` (`schema: 1`), as `flow-tagbot check --json` prints it; empty in every other mode.",
  },
  { name: "issue-url", shape: "URL or empty", description: "The issue with the steps for a person; empty when there is none." },
] as const satisfies readonly Output[];

export type OutputName = (typeof OUTPUTS)[number]["name"];
