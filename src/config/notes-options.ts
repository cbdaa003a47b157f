import type { Option } from "./option.ts";

const EVERYWHERE = ["config", "input", "flag"] as const;

/** What release notes say, and what they mark. */
export const NOTES_OPTIONS = [
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
    placeholder: "custom|conventional|github",
    choices: ["custom", "conventional", "github"],
    default: "custom",
    accepts: "custom, conventional or github",
    example: "conventional",
    description:
      "Built-in notes template where no own one is given: `custom` tells what changed in the flow and lists the pull requests, `conventional` sorts them by their conventional type, `github` has GitHub write the list, always since the previous tag of the same flow.",
  },
  {
    name: "credits",
    places: EVERYWHERE,
    kind: "switch",
    placeholder: "",
    default: "false",
    accepts: "true or false",
    example: "true",
    description: "Name first-time contributors in the notes.",
  },
  {
    name: "ignore",
    places: ["config"],
    kind: "list",
    placeholder: "map",
    default: null,
    accepts: "lists of `labels`, `authors` and `paths`, and `replace: true` to do without the built-in labels",
    example: "{ labels: [chore], authors: [renovate], paths: [docs] }",
    description:
      "Pull requests and commits that notes leave out: by label or author, whatever the case and with spaces, dashes and underscores alike, and those that touched nothing but these paths. The list of labels adds to the built-in one, unless `replace: true`.",
  },
  {
    name: "yanked",
    places: ["config"],
    kind: "list",
    placeholder: "list",
    default: null,
    accepts: "a list of versions, each with `flow`, `version` and `reason`, and with `root` where two roots hold the same version",
    example: "[{ flow: code_review, version: 1.2.0, reason: Deletes branches. }]",
    description:
      "Versions that nobody should use any more. Tag and release stay; the release gets a banner with the reason and loses it again when the entry goes.",
  },
  {
    name: "deprecated",
    places: ["config"],
    kind: "list",
    placeholder: "list",
    default: null,
    accepts:
      "a list of flows, each with `flow` and, if wanted, `versions` (a range), `since` (a date), `use` (`flow@range`), `reason` and `root`",
    example: "[{ flow: code_review, use: security_review@^2 }]",
    description: "Flows, or versions of them, that have a successor; notes, list and index say so.",
  },
] as const satisfies readonly Option[];
