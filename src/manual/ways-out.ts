import { CODES, type Code } from "../model/codes.ts";
import type { Plan, PlannedVersion } from "../model/plan.ts";
import { renderCommand } from "./quote.ts";
import { keepOrReplaceTag } from "./published.ts";
import { moveIntoFolder, renameFlow, renameVersionFile } from "./rename.ts";
import { changeTemplateOrName, separateTags } from "./tag-templates.ts";
import { fileChange, renderOnPaths, type ManualContext, type Trouble, type WayOut } from "./way-out.ts";

/** Everything a person needs to know about a version that cannot go on without them. */
export interface WaysOut {
  /** One sentence; may quote foreign text. */
  readonly what: string;
  readonly cause: string;
  /** Alternatives, the recommended one first; empty when only the server's settings help. */
  readonly ways: readonly WayOut[];
  readonly prevent: string;
}

interface Advice {
  readonly cause: string;
  readonly prevent: string;
  readonly ways: (trouble: Trouble) => readonly (WayOut | null)[];
}

const CHECK_NAMES = "Add a version file as <flow>/<major>.<minor>.<patch>.yml, and look at the next run's plan.";
const NEVER_CHANGE = "Never change a published version file: add a file for the next version.";

const misnamed: Advice = {
  cause: "The file's name is the version, and it must be a full semantic version.",
  prevent: CHECK_NAMES,
  ways: (trouble) => [renameVersionFile(trouble)],
};
const badFlowName: Advice = {
  cause: "The folder's name becomes part of tags, URLs and commands, which do not take every character.",
  prevent: "Name flows with letters, digits, `_` and `-`.",
  ways: (trouble) => [renameFlow(trouble)],
};
const badTagName: Advice = {
  cause: "The tag is made from the tag template, the flow's name and the version.",
  prevent: CHECK_NAMES,
  ways: changeTemplateOrName,
};

const ADVICE: Partial<Readonly<Record<Code, Advice>>> = {
  "version-name-v": misnamed,
  "version-name-zero": misnamed,
  "version-name-short": misnamed,
  "flow-name-unsafe": badFlowName,
  "flow-name-case": {
    ...badFlowName,
    cause: "On disks that do not tell case, the tags of both flows are one file.",
    prevent: "Keep the names of flows lower case.",
  },
  "flow-name-missing": {
    cause: "A flow is named after the folder of its versions.",
    prevent: "Keep one folder a flow.",
    ways: (trouble) => [moveIntoFolder(trouble)],
  },
  "version-twins": {
    cause: "Both files would be the same version, with different content.",
    prevent: "Use one file extension for all versions.",
    ways: deleteOneTwin,
  },
  "version-link": {
    cause: "A link's content can change without the link, so the version would not be immutable.",
    prevent: "Add version files as copies, never as links.",
    ways: (trouble) => [copyInsteadOfLink(trouble)],
  },
  "version-not-a-file": {
    cause: "Only a regular file has content that a tag can hold.",
    prevent: "Keep submodules out of the flows' folders.",
    ways: (trouble) => [removeSubmodule(trouble)],
  },
  "tag-name-invalid": badTagName,
  "tag-nesting": { ...badTagName, cause: "Git keeps refs like files and folders: a tag cannot also be the folder of another." },
  "tag-clash": {
    cause: "Two version files render to one tag, and no rule can tell whose tag it is.",
    prevent: "Give every root a tag template of its own.",
    ways: separateTags,
  },
  "tag-elsewhere": {
    cause: "The tag was made on another commit, by hand or by another tool; tags are never moved.",
    prevent: "Leave tags to flow-tagbot, and protect them with a tag ruleset.",
    ways: keepOrReplaceTag,
  },
  "file-changed": {
    cause: "The file was edited after its version was published; the tag still holds what was published.",
    prevent: NEVER_CHANGE,
    ways: keepOrReplaceTag,
  },
  "file-re-added": {
    cause: "The file was deleted and added again with other content; the tag still holds what was published.",
    prevent: NEVER_CHANGE,
    ways: keepOrReplaceTag,
  },
};

/** What is wrong with a version in conflict, drifted or blocked, and the exact commands that end it. */
export function toWaysOut(version: PlannedVersion, plan: Pick<Plan, "branch" | "versions">, context: ManualContext): WaysOut {
  const code = version.code ?? (version.state === "drifted" ? "file-changed" : version.state === "conflict" ? "tag-elsewhere" : null);
  const advice = code === null ? undefined : ADVICE[code];
  const what = version.reason ?? (code === null ? "The version cannot be released" : CODES[code].headline);
  const sentence = /[.!?]$/.test(what) ? what : `${what}.`;
  if (advice === undefined) return { what: sentence, cause: code === null ? "" : `${CODES[code].headline}.`, ways: [], prevent: "" };
  const ways = advice.ways({ version, plan, context }).filter((way) => way !== null);
  return { what: sentence, cause: advice.cause, ways, prevent: advice.prevent };
}

function copyInsteadOfLink(trouble: Trouble): WayOut {
  const { path } = trouble.version;
  const copy = `${path}.copy`;
  return fileChange(trouble, "Replace the link by a copy", `Replace the link ${path} by a copy`, [
    renderCommand(["cp", "-L", "--", path, copy]),
    renderOnPaths(["rm", "--quiet"], [path]),
    renderCommand(["mv", "--", copy, path]),
    renderOnPaths(["add"], [path]),
  ]);
}

function removeSubmodule(trouble: Trouble): WayOut {
  const { path } = trouble.version;
  return fileChange(trouble, "Remove the submodule; then add the file itself under the same name", `Remove the submodule ${path}`, [
    renderOnPaths(["rm"], [path]),
  ]);
}

function deleteOneTwin(trouble: Trouble): readonly WayOut[] {
  const { path } = trouble.version;
  const stem = path.replace(/\.ya?ml$/, "");
  return [".yaml", ".yml"].map((extension, index) =>
    fileChange(trouble, index === 0 ? "Keep the .yml file" : "Or keep the .yaml file", `Delete ${stem}${extension}`, [
      renderOnPaths(["rm"], [`${stem}${extension}`]),
    ]),
  );
}
