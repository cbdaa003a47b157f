import type { ErrorObject } from "ajv";
import { toShown } from "../../changes/nodes.ts";
import type { Place } from "../../model/place.ts";
import type { YamlNode } from "../../registry/yaml-node.ts";

/** One thing that does not fit, at the value that it is about. */
export interface SchemaError {
  readonly at: Place;
  /** A sentence. */
  readonly message: string;
}

const MOST_WORDS = 12;
const MAX_TEXT = 80;

/** A validator's errors in the order of the document, without those that only say that others are there. */
export function toSchemaErrors(errors: readonly ErrorObject[], root: YamlNode): readonly SchemaError[] {
  const found = withoutEchoes(errors).map((error) => toSchemaError(error, root));
  return [...new Map(found.map((error) => [`${error.at.line}:${error.at.column}:${error.message}`, error])).values()].toSorted(
    (a, b) => a.at.line - b.at.line || a.at.column - b.at.column,
  );
}

/**
 * Of a choice that nothing fits, each alternative complains. What is wrong further down is worth more than that none
 * fits; where all alternatives fail at the value itself, that none fits says it all.
 */
function withoutEchoes(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf");
  const dropped = new Set(errors.filter(({ keyword }) => keyword === "if" || keyword === "propertyNames"));
  for (const choice of choices) {
    const isInside = (error: ErrorObject): boolean => error !== choice && error.schemaPath.startsWith(`${choice.schemaPath}/`);
    for (const error of errors) if (isInside(error) && error.instancePath === choice.instancePath) dropped.add(error);
    if (errors.some((error) => isInside(error) && error.instancePath.startsWith(`${choice.instancePath}/`))) dropped.add(choice);
  }
  return errors.filter((error) => !dropped.has(error));
}

function toSchemaError(error: ErrorObject, root: YamlNode): SchemaError {
  const keys = toKeys(error.instancePath);
  const node = walk(root, keys);
  const where = keys.length === 0 ? "The file" : shownPath(keys);
  const params: Readonly<Record<string, unknown>> = error.params;
  const unknownKey = params["additionalProperty"] ?? params["unevaluatedProperty"] ?? error.propertyName;
  const entry = typeof unknownKey === "string" && node.kind === "map" ? node.entries.get(unknownKey) : undefined;
  return { at: entry?.at ?? node.at, message: `${sentence(error, where, params, node)}.` };
}

function sentence(
  { keyword, message, propertyName }: ErrorObject,
  where: string,
  params: Readonly<Record<string, unknown>>,
  node: YamlNode,
): string {
  switch (keyword) {
    case "additionalProperties":
      return `${where} has the key ${shown(params["additionalProperty"])}, which the schema does not know`;
    case "unevaluatedProperties":
      return `${where} has the key ${shown(params["unevaluatedProperty"])}, which the schema does not know`;
    case "required":
      return `${where} lacks the key ${shown(params["missingProperty"])}`;
    case "enum":
      return `${where} is ${shownNode(node)}; the schema allows ${list(params["allowedValues"])}`;
    case "const":
      return `${where} is ${shownNode(node)}; the schema allows ${shown(params["allowedValue"])}`;
    case "type":
      return `${where} is ${shownNode(node)}, and has to be of type ${String(params["type"])}`;
    case "anyOf":
    case "oneOf":
      return `${where} fits ${params["passingSchemas"] ? "more than one" : "none"} of the forms that the schema allows`;
    case "false schema":
      return `${where} is not allowed by the schema`;
    default:
      return `${where}${propertyName === undefined ? "" : `, key ${shown(propertyName)}`} ${cut(message ?? `does not fit \`${keyword}\``)}`;
  }
}

/** Keys of a JSON pointer. */
function toKeys(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function walk(root: YamlNode, keys: readonly string[]): YamlNode {
  let node = root;
  for (const key of keys) {
    const next = node.kind === "map" ? node.entries.get(key)?.value : node.kind === "list" ? node.items[Number(key)] : undefined;
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

function shownPath(keys: readonly string[]): string {
  return cut(keys.map((key, index) => (/^\d+$/.test(key) ? `[${key}]` : `${index === 0 ? "" : "."}${key}`)).join(""));
}

function shownNode(node: YamlNode): string {
  const value = toShown(node);
  return value.kind === "scalar" ? shown(value.value) : `a ${value.kind}`;
}

function list(values: unknown): string {
  const all: readonly unknown[] = Array.isArray(values) ? values : [values];
  const words = all.slice(0, MOST_WORDS).map(shown).join(", ");
  return all.length > MOST_WORDS ? `${words} and ${all.length - MOST_WORDS} more` : words;
}

function shown(value: unknown): string {
  return cut(value === undefined ? "nothing" : JSON.stringify(value));
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
