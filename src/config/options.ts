import { KEY_OPTIONS } from "./key-options.ts";
import type { Option, Place } from "./option.ts";

export const CONFIG_PATH = ".github/flow-tagbot.yml";

const EVERYWHERE = ["config", "input", "flag"] as const;
const PER_RUN = ["input", "flag"] as const;

/** The one list of options: the action's inputs, the command's flags, the file's keys and every table about them come from it. */
export const OPTIONS = [
  {
    name: "token",
    places: ["input"],
    kind: "text",
    placeholder: "token",
    default: "${{ github.token }}",
    accepts: "a token, from a secret",
    example: "${{ secrets.REGISTRY_TOKEN }}",
    description:
      "Token that pushes tags and writes releases and issues; needs `contents: write` and `issues: write`. The command takes it from the environment only.",
  },
  {
    name: "workflow-token",
    places: ["input"],
    kind: "text",
    placeholder: "token",
    default: "${{ github.token }}",
    accepts: "nothing: leave it out",
    example: "${{ github.token }}",
    description:
      "Leave it as it is. It tells the workflow's own token, which starts no workflows whatever it pushes, from any other token.",
  },
  {
    name: "mode",
    places: ["input"],
    kind: "choice",
    placeholder: "auto|apply|plan",
    choices: ["auto", "apply", "plan"],
    default: "auto",
    accepts: "auto, apply or plan",
    example: "plan",
    description:
      "`apply` creates tags and releases, `plan` only says what is to be done and needs no write permission. `auto` applies on push, schedule and workflow_dispatch, and plans on every other event.",
  },
  {
    name: "config",
    places: PER_RUN,
    kind: "text",
    placeholder: "file",
    default: CONFIG_PATH,
    accepts: "the path of a file in the repository",
    example: CONFIG_PATH,
    description:
      "Configuration file. It is read from the release branch; a file that is named by flag is read from disk. The default one may be missing.",
  },
  {
    name: "roots",
    places: ["config"],
    kind: "list",
    placeholder: "list",
    default: null,
    accepts: "a list of folders, each with a path and, if wanted, a tag template",
    example: "[{ path: flows }]",
    description: "Folders that hold the flows. Without any, every folder with version files is a flow named after that folder.",
  },
  {
    name: "root",
    key: "roots",
    places: PER_RUN,
    kind: "list",
    placeholder: "path",
    default: null,
    accepts: "a folder, relative to the repository, with forward slashes",
    example: "flows",
    description:
      "Folder that holds the flows; several as lines or with commas. Replaces the file's `roots`; a root that the file knows keeps its tag template.",
  },
  {
    name: "tag",
    places: EVERYWHERE,
    kind: "text",
    placeholder: "template",
    default: "{flow}-v{version}",
    accepts: "a template with {flow} and {version} once each, separated, that makes a valid tag name",
    example: "{flow}-v{version}",
    description: "Template of tag names, for every root without one of its own.",
  },
  {
    name: "branch",
    places: EVERYWHERE,
    kind: "text",
    placeholder: "name",
    default: null,
    accepts: "the short name of a branch",
    example: "main",
    description: "Release branch. Without it, the remote's default branch.",
  },
  {
    name: "target",
    places: EVERYWHERE,
    kind: "choice",
    placeholder: "content|introduced",
    choices: ["content", "introduced"],
    default: "content",
    accepts: "content or introduced",
    example: "introduced",
    description:
      "Commit that a version's tag belongs on: `content`, where its file took the content it has now; `introduced`, where the file was added.",
  },
  {
    name: "prerelease",
    places: EVERYWHERE,
    kind: "list",
    placeholder: "words",
    default: "dev, alpha, beta, rc, pre, preview, next, canary, experimental, snapshot",
    accepts: "a word of ASCII letters",
    example: "rc",
    description:
      "Words that make `2.0.0-<word>` a prerelease. With any other word it is a variant: another product with a version line of its own.",
  },
  {
    name: "latest",
    places: EVERYWHERE,
    kind: "text",
    placeholder: "flow",
    default: "none",
    accepts: "a flow's name, or none",
    example: "code_review",
    description: 'Flow whose newest stable version gets the forge\'s "latest" badge; `none` leaves the badge alone.',
  },
  {
    name: "title",
    places: EVERYWHERE,
    kind: "text",
    placeholder: "template",
    default: "{flow} {version}",
    accepts: "one line of at most 120 characters with no braces but {flow}, {version} and {tag}",
    example: "{flow} {version}",
    description: "Template of release titles; knows `{flow}`, `{version}` and `{tag}`.",
  },
  {
    name: "template",
    places: EVERYWHERE,
    kind: "text",
    placeholder: "file|text",
    default: null,
    accepts: "the path of a file in the release branch, or the template itself",
    example: ".github/release-notes.md",
    description: "Own template of release notes: a file in the release branch, or the text itself if it has a line break, `{{` or `{%`.",
  },
  {
    name: "notes",
    places: EVERYWHERE,
    kind: "choice",
    placeholder: "custom|conventional",
    choices: ["custom", "conventional"],
    default: "custom",
    accepts: "custom or conventional",
    example: "conventional",
    description:
      "Built-in notes template where no own one is given: `custom` lists the commits, `conventional` sorts them by their conventional type.",
  },
  {
    name: "draft",
    places: EVERYWHERE,
    kind: "switch",
    placeholder: "",
    default: "false",
    accepts: "true or false",
    example: "true",
    description: "Create releases as drafts, for a person to publish.",
  },
  {
    name: "tags-per-push",
    places: EVERYWHERE,
    kind: "number",
    placeholder: "number",
    default: null,
    accepts: "a whole number, at least 1",
    example: "3",
    description:
      "At most so many tags in one push. Without it, all at once with the workflow's own token, otherwise 3, because a push of more starts no workflows.",
  },
  {
    name: "assets",
    places: EVERYWHERE,
    kind: "switch",
    placeholder: "",
    default: "false",
    accepts: "true or false",
    example: "true",
    description:
      "Attach `flow.yml` (the version file) and `SHA256SUMS` to every release. A release is then published only when all its files are there.",
  },
  {
    name: "issue",
    places: EVERYWHERE,
    kind: "switch",
    placeholder: "",
    default: null,
    accepts: "true or false",
    example: "false",
    description:
      "Keep one issue with the steps that only a person can take. Without it: yes in a workflow and for local registries, no for the command elsewhere, which shows the steps to the person who runs it.",
  },
  {
    name: "max-minutes",
    places: PER_RUN,
    kind: "number",
    placeholder: "number",
    default: null,
    accepts: "a whole number, at least 1",
    example: "20",
    description: "Begin nothing new after so many minutes; what is left is in `remaining`, the exit code is 3, and the next run goes on.",
  },
  {
    name: "max-releases",
    places: PER_RUN,
    kind: "number",
    placeholder: "number",
    default: null,
    accepts: "a whole number, at least 1",
    example: "100",
    description: "Create at most so many releases; what is left is in `remaining`, the exit code is 3, and the next run goes on.",
  },
  ...KEY_OPTIONS,
  {
    name: "flow",
    places: PER_RUN,
    kind: "list",
    placeholder: "name",
    default: null,
    accepts: "the name of a flow",
    example: "code_review",
    description: "Only these flows; several as lines or with commas.",
  },
  {
    name: "version",
    places: PER_RUN,
    kind: "text",
    placeholder: "version",
    default: null,
    accepts: "a full semantic version without a v",
    example: "1.2.0",
    description: "Only this version.",
  },
  {
    name: "since",
    places: PER_RUN,
    kind: "text",
    placeholder: "date",
    default: null,
    accepts: "a date, or a date and time with its zone",
    example: "2026-01-31",
    description: "Only versions that landed at this time (ISO 8601, UTC without a zone) or later.",
  },
  {
    name: "limit",
    places: PER_RUN,
    kind: "number",
    placeholder: "number",
    default: null,
    accepts: "a whole number, at least 1",
    example: "50",
    description: "At most so many versions, oldest first; the next run goes on.",
  },
  {
    name: "dry-run",
    places: PER_RUN,
    kind: "switch",
    placeholder: "",
    default: "false",
    accepts: "true or false",
    example: "true",
    description: "Plan only, whatever the mode.",
  },
] as const satisfies readonly Option[];

export type OptionName = (typeof OPTIONS)[number]["name"];

export function option(name: OptionName): Option {
  const found = OPTIONS.find((candidate) => candidate.name === name);
  if (found === undefined) throw new TypeError(`no option ${name}`);
  return found;
}

/** The options of one place, in the order in which they are documented. */
export function optionsOf(place: Place): readonly Option[] {
  return OPTIONS.filter((candidate: Option) => candidate.places.includes(place));
}
