import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listOf, record, textOf } from "./json.ts";

/** One operation of GitHub's REST API, as its description gives it. */
export type Operation = {
  readonly id: string;
  readonly method: string;
  readonly template: string;
  readonly parameters: readonly Parameter[];
  readonly body: unknown;
  readonly responses: Readonly<Record<string, unknown>>;
};

export type Parameter = {
  readonly name: string;
  readonly place: string;
  readonly required: boolean;
  readonly schema: unknown;
};

export type Found = { readonly operation: Operation; readonly params: Readonly<Record<string, string>> };

const file = record(JSON.parse(readFileSync(join(import.meta.dirname, "api.json"), "utf8")));

export const schemas = record(file["schemas"]);

/** Parameters that take the rest of the path, slashes included. */
const multiSegment = new Set(["ref", "tag"]);

function toParameter(value: unknown): Parameter {
  const fields = record(value);
  return {
    name: textOf(fields, "name") ?? "",
    place: textOf(fields, "in") ?? "",
    required: fields["required"] === true,
    schema: fields["schema"],
  };
}

function toOperation(key: string, value: unknown): Operation {
  const fields = record(value);
  const [method = "", template = ""] = key.split(" ");
  return {
    id: textOf(fields, "operationId") ?? "",
    method,
    template,
    parameters: (listOf(fields, "parameters") ?? []).map(toParameter),
    body: fields["body"],
    responses: record(fields["responses"]),
  };
}

// A path with fewer variables is the more exact one: releases/latest before releases/{release_id}.
const operations = Object.entries(record(file["operations"]))
  .map(([key, value]) => toOperation(key, value))
  .sort((a, b) => a.template.split("{").length - b.template.split("{").length);

function matchPath(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const names = template.split("/");
  const segments = path.split("/");
  const params: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const variable = /^\{(.*)\}$/u.exec(name)?.[1];
    const last = index === names.length - 1;
    const taken = last && variable !== undefined && multiSegment.has(variable) ? segments.slice(index) : segments.slice(index, index + 1);
    const value = taken.map(decodeURIComponent).join("/");
    if (value === "" && index > 0) return undefined;
    if (variable === undefined ? name !== value : isUnfit(variable, value)) return undefined;
    if (variable !== undefined) params[variable] = value;
    if (last && segments.length > index + taken.length) return undefined;
  }
  return params;
}

function isUnfit(variable: string, value: string): boolean {
  return /_id$|_number$/u.test(variable) && !/^\d+$/u.test(value);
}

/** The operation that a method and a path (below the API's root) mean, or undefined when the description has none. */
export function findOperation(method: string, path: string): Found | undefined {
  for (const operation of operations) {
    if (operation.method !== method) continue;
    const params = matchPath(operation.template, path);
    if (params !== undefined) return { operation, params };
  }
  return undefined;
}
