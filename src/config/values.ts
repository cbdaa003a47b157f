import { liesIn } from "../model/path.ts";
import { parseTagTemplate } from "../model/tag-template.ts";

const MAX_TITLE = 120;
const MAX_TEMPLATE = 64 * 1024;

/** Why a path cannot lie in the repository, or null. */
export function pathProblem(path: string): string | null {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(path)) return "it contains a control character";
  if (path.includes("\\")) return "it contains a backslash";
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "it is not relative to the repository";
  const parts = normalPath(path).split("/");
  if (parts.includes("..")) return "it contains ..";
  if ((parts.length > 1 && parts.includes("")) || parts.includes(".")) return "it has an empty part or a single dot";
  if (parts[0]?.toLowerCase() === ".git") return "it lies in git's own folder";
  return null;
}

/** `./a/b/` as `a/b`, and `.` as the empty path of the whole repository. */
export function normalPath(path: string): string {
  return path
    .replace(/^(\.\/)+/, "")
    .replace(/\/$/, "")
    .replace(/^\.$/, "");
}

/** What is wrong with roots as a set; paths are normal ones, `index` tells the root at fault. */
export function rootsProblems(
  paths: readonly string[],
): readonly { readonly index: number; readonly reason: string; readonly fix: string }[] {
  return paths.flatMap((path, index) => {
    const earlier = paths.slice(0, index);
    if (earlier.includes(path)) return [{ index, reason: "it is listed twice", fix: "Remove one of the two" }];
    const near = earlier.find((other) => liesIn(path, other) || liesIn(other, path));
    if (near === undefined) return [];
    const relation = liesIn(path, near) ? "it lies inside the root" : "inside it lies the root";
    return [{ index, reason: `${relation} ${shown(near)}, so flows would have two names`, fix: "Keep the outer or the inner root" }];
  });
}

export function tagProblem(template: string): string | null {
  const parsed = parseTagTemplate(template);
  return parsed.ok ? null : parsed.reason;
}

export function titleProblem(template: string): string | null {
  if (template.trim() === "") return "it is empty";
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(template)) return "it contains a line break or another control character";
  if (template.length > MAX_TITLE) return `it is longer than ${MAX_TITLE} characters`;
  if (!/\{(version|tag)\}/.test(template)) return "without {version} or {tag} all versions would have one title";
  return /[{}]/.test(renderTitle(template, { flow: "", version: "", tag: "" }))
    ? "it has braces other than {flow}, {version} and {tag}"
    : null;
}

/** The title of a release, by a template that `titleProblem` accepts. */
export function renderTitle(template: string, parts: { readonly flow: string; readonly version: string; readonly tag: string }): string {
  return template.replace(/\{(flow|version|tag)\}/g, (_, part) =>
    part === "flow" ? parts.flow : part === "version" ? parts.version : parts.tag,
  );
}

export type TemplateSource = { readonly kind: "path"; readonly path: string } | { readonly kind: "text"; readonly text: string };

/** Whether the option `template` names a file or is the template's text itself. */
export function templateSource(template: string): TemplateSource {
  return /\n|\{\{|\{%/.test(template) ? { kind: "text", text: template } : { kind: "path", path: normalPath(template) };
}

export function templateProblem(template: string): string | null {
  if (template.length > MAX_TEMPLATE) return `it is longer than ${MAX_TEMPLATE} characters`;
  const source = templateSource(template);
  if (source.kind === "text") return null;
  return source.path.trim() === "" ? "it is empty" : pathProblem(template);
}

/** Indexes of the words that came earlier in the list, whatever their case. */
export function repeated(words: readonly string[]): readonly number[] {
  const lower = words.map((word) => word.toLowerCase());
  return [...lower.keys()].filter((index) => lower.indexOf(lower[index] ?? "") !== index);
}

export function wordProblem(word: string): string | null {
  return /^[A-Za-z]+$/.test(word) ? null : "it has other characters than ASCII letters";
}

function shown(path: string): string {
  return JSON.stringify(path === "" ? "." : path);
}

/** What is wrong with an `owner/repo`, or null. */
export function repositoryProblem(text: string): string | null {
  return /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9_.][\w.-]*$/.test(text) && !text.split("/").some((part) => part === "." || part === "..")
    ? null
    : "it is not of the form owner/repo";
}

/** What is wrong with the path template of a dependency's files, or null. */
export function dependencyProblem(template: string): string | null {
  const once = (part: string): boolean => template.split(part).length === 2;
  if (!once("{id}") || !once("{version}")) return "it does not have {id} and {version} once each";
  const rest = template.replace("{id}", "id").replace("{version}", "1.0.0");
  return /[{}]/.test(rest) ? "it has braces other than {id} and {version}" : pathProblem(rest);
}

/** What is wrong with a label's name, or null. https://docs.github.com/rest/issues/labels */
export function labelProblem(name: string): string | null {
  if (name.trim() === "" || name.trim() !== name) return "it is empty, or begins or ends with a space";
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f,]/.test(name)) return "it has a comma or a control character";
  return name.length > 50 ? "it is longer than 50 characters" : null;
}
