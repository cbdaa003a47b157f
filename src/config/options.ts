import { GUARD_OPTIONS } from "./guard-options.ts";
import { KEY_OPTIONS } from "./key-options.ts";
import { NOTES_OPTIONS } from "./notes-options.ts";
import type { Option, Place } from "./option.ts";
import { RELEASE_OPTIONS } from "./release-options.ts";

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
    placeholder: "auto|apply|plan|check",
    choices: ["auto", "apply", "plan", "check"],
    default: "auto",
    accepts: "auto, apply, plan or check",
    example: "plan",
    description:
      "`apply` creates tags and releases, `plan` only says what is to be done, `check` holds the version files of a pull request to the rules; the last two need no write permission. `auto` applies on push, schedule and workflow_dispatch, checks on pull_request and merge_group, and plans on every other event.",
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
  ...NOTES_OPTIONS,
  ...RELEASE_OPTIONS,
  ...GUARD_OPTIONS,
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
