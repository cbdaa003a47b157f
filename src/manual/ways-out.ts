import { CODES, type Code } from "../model/codes.ts";
import type { Action, Plan, PlannedVersion } from "../model/plan.ts";
import { renderCommand, renderOnPaths } from "../model/quote.ts";
import { SERVER_ADVICE } from "./server-advice.ts";
import { keepOrReplaceTag, renumber, renumberOrReplace } from "./published.ts";
import { moveIntoFolder, renameFlow, renameVersionFile } from "./rename.ts";
import { changeTemplateOrName, separateTags } from "./tag-templates.ts";
import { doByHand, fileChange, type Advice, type ManualContext, type Trouble, type WayOut } from "./way-out.ts";

/** Everything a person needs to know about a version that cannot go on without them. */
export interface WaysOut {
  /** One sentence; may quote foreign text. */
  readonly what: string;
  readonly cause: string;
  /** Alternatives, the recommended one first; empty when only the server's settings help. */
  readonly ways: readonly WayOut[];
  readonly prevent: string;
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
  "version-yaml-invalid": {
    cause:
      "A version whose file no YAML reader takes would be published for good, and nobody could use it. Correct the file on the release branch; the next run publishes it.",
    prevent: "Open the file in an editor that checks YAML, or run a YAML linter on pull requests.",
    ways: () => [],
  },
  "version-yaml-was-invalid": {
    cause:
      "The tag belongs on the commit that added the file, and its content there is not valid YAML; what is there cannot be corrected any more.",
    prevent: "Check YAML on pull requests, or use `target: content`.",
    ways: (trouble) => [renumber(trouble)],
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
    ways: renumberOrReplace,
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

/** What is wrong with a version in conflict, drifted or blocked, and the exact commands that end it. `actions` are those that a person can do. */
export function toWaysOut(
  version: PlannedVersion,
  plan: Pick<Plan, "branch" | "versions">,
  context: ManualContext,
  actions: readonly Action[],
): WaysOut {
  const code = version.code ?? (version.state === "drifted" ? "file-changed" : version.state === "conflict" ? "tag-elsewhere" : null);
  const what = version.reason ?? (code === null ? "The version cannot be released" : CODES[code].headline);
  const sentence = /[.!?]$/.test(what) ? what : `${what}.`;
  if (code === null) return { what: sentence, cause: "", ways: [], prevent: "" };
  return { what: sentence, ...toAdvice(code, { version, plan, context, actions }) };
}

/** What holds for every version with this code. */
export function adviceOf(code: Code): Pick<Advice, "cause" | "prevent"> {
  const { cause, prevent } = ADVICE[code] ?? SERVER_ADVICE[code] ?? { cause: `${CODES[code].headline}.`, prevent: "" };
  return { cause, prevent };
}

/** Cause, ways out and prevention of one code for one version. */
export function toAdvice(code: Code, trouble: Trouble): Omit<WaysOut, "what"> {
  const advice = ADVICE[code] ?? SERVER_ADVICE[code];
  return { ...adviceOf(code), ways: (advice?.ways ?? byHand)(trouble).filter((way) => way !== null) };
}

function byHand(trouble: Trouble): readonly (WayOut | null)[] {
  return [doByHand(trouble)];
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
