import type { Place } from "../model/place.ts";
import type { YamlNode } from "../registry/yaml-node.ts";
import type { Change, DocumentPath } from "./change.ts";
import { textAt, textOf, valueAt } from "./nodes.ts";
import { textOfStep } from "./pattern.ts";
import type { Found, Reader } from "./places.ts";
import type { Read } from "./profile.ts";
import { isOptional } from "./traits.ts";

/** Something that callers have to give, because the flow reads it and nothing in the flow declares it. */
export interface ImplicitInput {
  readonly name: string;
  /** Every reader can do without. */
  readonly optional: boolean;
  /** Where it is read first. */
  readonly path: DocumentPath;
  readonly at: Place;
  readonly node: YamlNode;
}

/** By name, in the order of their first reading. */
export function findImplicitInputs(root: YamlNode, reads: readonly Read[], { select }: Reader): ReadonlyMap<string, ImplicitInput> {
  const inputs = new Map<string, ImplicitInput>();
  for (const read of reads) {
    const known = declaredNames(root, read, select);
    for (const found of select(root, read.at)) {
      const name = readName(found, read);
      if (name === null || known.has(name)) continue;
      const optional = isOptional(found.node);
      const earlier = inputs.get(name);
      if (earlier === undefined) inputs.set(name, { name, optional, path: found.path, at: found.at, node: found.node });
      else inputs.set(name, { ...earlier, optional: earlier.optional && optional });
    }
  }
  return inputs;
}

/** Names that the document itself explains. */
function declaredNames(root: YamlNode, { except, exceptNamed }: Read, select: Reader["select"]): ReadonlySet<string> {
  return new Set([...except, ...exceptNamed.flatMap((at) => select(root, at)).map(({ path }) => nameOf(path))]);
}

function readName({ node }: Found, { field, prefix, literal }: Read): string | null {
  if (textOf(valueAt(node, literal)) === "true") return null;
  const text = textOf(node) ?? textAt(node, field);
  if (text?.startsWith(prefix) !== true) return null;
  const name = text.slice(prefix.length).split(".")[0] ?? "";
  return name === "" ? null : name;
}

function nameOf(path: DocumentPath): string {
  const last = path.at(-1);
  return last === undefined ? "" : textOfStep(last);
}

/** Inputs that came, went, or that callers have to give now, by name. */
export function compareImplicitInputs(
  documents: { readonly before: YamlNode; readonly after: YamlNode },
  reads: readonly Read[],
  reader: Reader,
): readonly Change[] {
  const [before, after] = [findImplicitInputs(documents.before, reads, reader), findImplicitInputs(documents.after, reads, reader)];
  // What reads a component that is gone reads nothing; callers cannot help.
  const gone = new Set(reads.flatMap((read) => [...declaredNames(documents.before, read, reader.select)]));
  const meaning = ({ name, optional }: ImplicitInput): Change["meaning"] => ({
    subject: "input",
    name,
    owner: null,
    traits: [optional ? "optional" : "required"],
  });
  const come = [...after.values()]
    .filter(({ name }) => !gone.has(name))
    .flatMap((input): readonly Change[] => {
      const was = before.get(input.name);
      const { path, at, optional } = input;
      if (was === undefined)
        return [
          {
            kind: "added",
            path,
            meaning: meaning(input),
            before: null,
            after: at,
            value: { kind: "scalar", value: input.name },
            parts: [],
          },
        ];
      if (was.optional === optional) return [];
      const shown = (isOptional: boolean) => ({ kind: "scalar", value: isOptional ? "optional" : "required" }) as const;
      return [
        { kind: "changed", path, meaning: meaning(input), before: was.at, after: at, from: shown(was.optional), to: shown(optional) },
      ];
    });
  const left = [...before.values()]
    .filter(({ name }) => !after.has(name))
    .map((input): Change => {
      const { name, path, at } = input;
      return {
        kind: "removed",
        path,
        meaning: meaning(input),
        before: at,
        after: documents.after.at,
        value: { kind: "scalar", value: name },
        parts: [],
      };
    });
  return [...come, ...left];
}
