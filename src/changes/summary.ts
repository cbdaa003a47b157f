import type { YamlNode } from "../registry/yaml-node.ts";
import { listCapabilities } from "./capabilities.ts";
import { findImplicitInputs } from "./implicit-inputs.ts";
import { textAt, textOf } from "./nodes.ts";
import { createReader, type Found } from "./places.ts";
import type { Profile } from "./profile.ts";
import { isOptional } from "./traits.ts";

/** What a flow is made of, for the notes of a first version. Names are in the document's order; texts are as they stand there. */
export interface FlowSummary {
  readonly profile: Profile["id"];
  readonly name: string | null;
  readonly description: string | null;
  /** Version of the format that the flow is written for. */
  readonly framework: string | null;
  readonly environment: string | null;
  readonly entryPoint: string | null;
  readonly components: readonly { readonly name: string; readonly type: string | null }[];
  /** Each once, sorted; `*` is every tool there is. */
  readonly tools: readonly string[];
  readonly permissions: readonly string[];
  /** Declared ones, then those that are only read. */
  readonly inputs: readonly { readonly name: string; readonly required: boolean }[];
  readonly outputs: readonly string[];
  readonly prompts: readonly string[];
  readonly schemas: readonly string[];
  /** Keys at the top of the document. */
  readonly keys: readonly string[];
}

export function summariseFlow(root: YamlNode, profile: Profile): FlowSummary {
  const reader = createReader(profile);
  const { summary, graph } = profile;
  const text = (pattern: string | null): string | null => (pattern === null ? null : textOf(reader.select(root, pattern)[0]?.node ?? null));
  const places = profile.meanings.filter(({ absent }) => absent === undefined);
  const things = (subject: string): readonly { readonly found: Found; readonly name: string }[] =>
    places
      .filter((place) => place.subject === subject && !place.at.endsWith("**"))
      .flatMap(({ at }) => reader.select(root, at))
      .map((found) => ({ found, name: reader.meaningAt(found.path)?.name ?? "" }));
  const held = listCapabilities(root, profile.capabilities, reader);
  const names = (kind: "tool" | "permission"): readonly string[] =>
    [...new Set(held.filter((capability) => capability.kind === kind).map(({ name }) => name))].toSorted();
  return {
    profile: profile.id,
    name: text(summary.name),
    description: text(summary.description),
    framework: text(summary.framework),
    environment: text(summary.environment),
    entryPoint: text(graph.entry),
    components: graph.nodes
      .flatMap(({ at }) => reader.select(root, at))
      .map(({ node }) => ({ name: textAt(node, "name") ?? "", type: textAt(node, "type") })),
    tools: names("tool"),
    permissions: names("permission"),
    inputs: [
      // A category says nothing beside its fields.
      ...things("input")
        .filter(({ name }, _, all) => !all.some((other) => other.name.startsWith(`${name}.`)))
        .map(({ found, name }) => ({ name, required: !isOptional(found.node) })),
      ...[...findImplicitInputs(root, profile.reads, reader).values()].map(({ name, optional }) => ({ name, required: !optional })),
    ],
    outputs: things("output").map(({ name }) => name),
    prompts: things("prompt").map(({ name }) => name),
    schemas: things("schema").map(({ name }) => name),
    keys: root.kind === "map" ? [...root.entries.keys()] : [],
  };
}
