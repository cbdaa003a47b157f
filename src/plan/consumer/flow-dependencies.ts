import { textAt, textOf, valueAt } from "../../changes/nodes.ts";
import { Failure, failure } from "../../model/failure.ts";
import { folderOf } from "../../model/path.ts";
import { findDependencyFiles } from "../../registry/dependency-files.ts";
import type { YamlNode } from "../../registry/yaml-node.ts";
import { parseReference } from "../../resolve/parse-reference.ts";
import { renderReference } from "../../resolve/render-reference.ts";
import type { RegistryName } from "../../resolve/reference.ts";
import { findDependencies } from "../guard/dependencies.ts";

/** Where a registry keeps what its flows name by range: path templates; null: not in it. */
export interface DependencyTemplates {
  readonly prompts: string | null;
  readonly responseSchemas: string | null;
}

/** A range that a flow file names, with the newest version in it; null where the registry does not keep such files. */
export interface FlowRange {
  readonly kind: "prompt" | "schema";
  readonly id: string;
  readonly range: string;
  readonly found: { readonly version: string; readonly path: string } | null;
}

/** The files of one commit, as far as dependencies go. */
export interface DependencyFiles {
  readonly paths: ReadonlySet<string>;
  /** Versions by `prompt:<id>` and `schema:<id>`; null: not kept in this registry. */
  readonly prompts: ReadonlyMap<string, readonly string[]> | null;
  readonly schemas: ReadonlyMap<string, readonly string[]> | null;
  readonly templates: DependencyTemplates;
}

/** Looks through the paths of a commit once, for all of its flow files. */
export function toDependencyFiles(paths: ReadonlySet<string>, templates: DependencyTemplates): DependencyFiles {
  const versions = (kind: FlowRange["kind"], template: string | null): ReadonlyMap<string, readonly string[]> | null =>
    template === null ? null : new Map([...findDependencyFiles(paths, template)].map(([id, found]) => [`${kind}:${id}`, found]));
  return { paths, prompts: versions("prompt", templates.prompts), schemas: versions("schema", templates.responseSchemas), templates };
}

/**
 * The ranges of a flow file, each once, by kind, id and range. What the file brings itself and the registry does not keep is no
 * dependency. Fails with `range-unsatisfied` where the registry keeps such files, and has none in the range.
 */
export function findRanges(root: YamlNode, path: string, files: DependencyFiles): readonly FlowRange[] {
  const own = ownIds(root);
  const found = new Map<string, FlowRange>();
  for (const { dependency, missing } of findDependencies(root, files)) {
    const { kind, id, range, resolved, line } = dependency;
    if (missing)
      throw new Failure([
        {
          code: "range-unsatisfied",
          severity: "error",
          path,
          line,
          message: `The flow takes the ${kind === "prompt" ? "prompt" : "response schema"} ${id} in the range ${range}, and its commit has ${listVersions(files, kind, id)}.`,
          fix: "Take another version of the flow, and tell the registry's maintainers.",
        },
      ]);
    if (resolved === null && own.has(`${kind}:${id}`)) continue;
    const template = kind === "prompt" ? files.templates.prompts : files.templates.responseSchemas;
    const at = template === null || resolved === null ? null : { version: resolved, path: toPath(template, id, resolved) };
    found.set(JSON.stringify([kind, id, range]), { kind, id, range, found: at });
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, range]) => range);
}

function ownIds(root: YamlNode): ReadonlySet<string> {
  const ids = (kind: FlowRange["kind"], list: string, key: string): readonly string[] =>
    itemsAt(root, list).map((item) => `${kind}:${textOf(valueAt(item, key)) ?? ""}`);
  return new Set([...ids("prompt", "prompts", "prompt_id"), ...ids("schema", "response_schemas", "schema_id")]);
}

/** Ids and versions may hold what `replace` takes for its own signs. */
function toPath(template: string, id: string, version: string): string {
  return template.replace("{id}", () => id).replace("{version}", () => version);
}

function listVersions(files: DependencyFiles, kind: FlowRange["kind"], id: string): string {
  const all = (kind === "prompt" ? files.prompts : files.schemas)?.get(`${kind}:${id}`) ?? [];
  return all.length === 0 ? "no version of it" : `${all.slice(-5).join(", ")}${all.length > 5 ? " and older ones" : ""} only`;
}

/** Another flow that a flow file runs. */
export type FlowUse =
  /** A file of the same commit; `path` in the registry. */
  | { readonly kind: "file"; readonly written: string; readonly path: string; readonly line: number }
  /** A flow by reference; `reference` is the canonical one, as who uses the flow would write it. */
  | { readonly kind: "flow"; readonly written: string; readonly reference: string; readonly line: number }
  /** Told only when it runs. */
  | { readonly kind: "open"; readonly written: string; readonly line: number };

/** Whether anything of a flow file has to be looked for in its commit, or elsewhere. */
export function hasDependencies(root: YamlNode): boolean {
  return findWritten(root).length > 0 || findDependencies(root, { prompts: null, schemas: null }).length > 0;
}

/**
 * The flows that a flow file runs, in its order, each once: `workflow` of Conductor's agents, and `subflow`, or `flow_id` with
 * `flow_version`, of the flow registry's components. A reference without a registry means the one that the file is from, which is
 * `registry` as its user names it. For a local file `paths` is null: nobody looks whether others are there. Fails with
 * `reference-invalid`, or with `version-file-missing` for a path that is not there.
 */
export function findUses(root: YamlNode, path: string, paths: ReadonlySet<string> | null, registry: RegistryName): readonly FlowUse[] {
  const uses = new Map<string, FlowUse>();
  for (const { written, line } of findWritten(root)) {
    if (!uses.has(written)) uses.set(written, toUse(written, line, path, paths, registry));
  }
  return [...uses.values()];
}

interface Written {
  readonly written: string;
  readonly line: number;
}

function findWritten(root: YamlNode): readonly Written[] {
  const agents = [...itemsAt(root, "agents"), ...itemsAt(root, "for_each").flatMap((loop) => valueAt(loop, "agent") ?? [])];
  const conductor = agents.flatMap((agent) => toWritten(agent, "workflow"));
  const components = itemsAt(root, "components").flatMap((component) => {
    const version = textAt(component, "flow_version");
    const byId = toWritten(component, "flow_id").map(({ written, line }) => ({
      written: version === null ? written : `${written}#${version}`,
      line,
    }));
    return [...toWritten(component, "subflow"), ...byId];
  });
  return [...conductor, ...components];
}

function toWritten(item: YamlNode, key: string): readonly Written[] {
  const node = valueAt(item, key);
  const written = textOf(node);
  return node === null || written === null || written === "" ? [] : [{ written, line: node.at.line }];
}

function itemsAt(root: YamlNode, key: string): readonly YamlNode[] {
  const list = valueAt(root, key);
  return list?.kind === "list" ? list.items : [];
}

function toUse(written: string, line: number, path: string, paths: ReadonlySet<string> | null, registry: RegistryName): FlowUse {
  if (/\{\{|\{%|\$\{/.test(written)) return { kind: "open", written, line };
  const beside = toPathFrom(path, written);
  const isThere = beside !== null && (paths?.has(beside) ?? /\.ya?ml$/.test(written));
  const reference = readReference(written, line, path, (text) => text === written && isThere);
  if (reference.kind === "flow") {
    const { registry: named } = reference;
    return {
      kind: "flow",
      written,
      reference: renderReference({ ...reference, registry: named.kind === "default" ? registry : named }),
      line,
    };
  }
  if (beside === null || !isThere) throw usedMissing(written, line, path);
  return { kind: "file", written, path: beside, line };
}

function readReference(written: string, line: number, path: string, exists: (text: string) => boolean): ReturnType<typeof parseReference> {
  try {
    return parseReference(written, exists);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code, message, fix } = error.problems[0];
    throw new Failure(
      [{ code, severity: "error", path, line, message: `The flow runs ${JSON.stringify(written)}: ${message}`, fix }],
      error,
    );
  }
}

function usedMissing(written: string, line: number, path: string): Failure {
  const { problems } = failure(
    "version-file-missing",
    `The flow runs ${JSON.stringify(written)}, which is no file of the same commit.`,
    "Take another version of the flow, and tell the registry's maintainers.",
  );
  return new Failure([{ ...problems[0], path, line }]);
}

/** A relative path from a file's folder as a path in the registry; null where it leaves the registry. */
function toPathFrom(file: string, text: string): string | null {
  if (text.startsWith("/") || text.includes("\\")) return null;
  const segments = folderOf(file)
    .split("/")
    .filter((segment) => segment !== "");
  for (const segment of text.split("/")) {
    if (segment === "..") {
      if (segments.pop() === undefined) return null;
    } else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return segments.join("/");
}
