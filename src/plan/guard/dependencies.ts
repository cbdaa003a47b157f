import { maxSatisfying, Range, validRange } from "semver";
import { textOf, valueAt } from "../../changes/nodes.ts";
import type { YamlNode } from "../../registry/yaml-node.ts";
import type { Dependency } from "./report.ts";
import type { PullSnapshot } from "./snapshot.ts";

/** A dependency, and whether the registry should have it and has not. */
export interface FoundDependency {
  readonly dependency: Dependency;
  readonly missing: boolean;
}

type Kept = PullSnapshot["dependencies"];

interface Source {
  readonly kind: Dependency["kind"];
  readonly id: string;
  readonly range: string;
  /** List of what the file itself brings, and where its items have their id. */
  readonly own: { readonly list: string; readonly id: string };
}

const SOURCES: readonly Source[] = [
  { kind: "prompt", id: "prompt_id", range: "prompt_version", own: { list: "prompts", id: "prompt_id" } },
  { kind: "schema", id: "response_schema_id", range: "response_schema_version", own: { list: "response_schemas", id: "schema_id" } },
];

/** Every range of a prompt or a response schema in a flow of the flow registry, in the order of the file. */
export function findDependencies(root: YamlNode, kept: Kept): readonly FoundDependency[] {
  const own = new Map(
    SOURCES.map(({ kind, own: { list, id } }) => [kind, new Set(itemsOf(root, list).map((item) => textOf(valueAt(item, id))))]),
  );
  return itemsOf(root, "components")
    .flatMap((component) =>
      SOURCES.flatMap((source) => {
        const found = readDependency(component, source, kept);
        if (found === null) return [];
        const { kind, id } = found.dependency;
        return [{ ...found, missing: found.missing && own.get(kind)?.has(id) !== true }];
      }),
    )
    .toSorted((a, b) => a.dependency.line - b.dependency.line);
}

function itemsOf(root: YamlNode, key: string): readonly YamlNode[] {
  const list = valueAt(root, key);
  return list?.kind === "list" ? list.items : [];
}

function readDependency(component: YamlNode, source: Source, kept: Kept): FoundDependency | null {
  const id = textOf(valueAt(component, source.id));
  const node = valueAt(component, source.range);
  const range = textOf(node);
  if (id === null || node === null || range === null) return null;
  const { kind } = source;
  const versions = kind === "prompt" ? kept.prompts : kept.schemas;
  const resolved =
    versions === null || validRange(range) === null ? null : maxSatisfying([...(versions.get(`${kind}:${id}`) ?? [])], range);
  return {
    dependency: { kind, id, range, line: node.at.line, resolved, kept: versions !== null, pinned: isPinned(range) },
    missing: versions !== null && resolved === null,
  };
}

/** A word such as `latest` is no range, and takes whatever it means today. */
function isPinned(range: string): boolean {
  if (validRange(range) === null) return false;
  const { set } = new Range(range);
  const [only] = set[0] ?? [];
  return set.length === 1 && set[0]?.length === 1 && only?.operator === "" && only.value !== "";
}
