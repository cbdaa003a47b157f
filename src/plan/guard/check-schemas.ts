import { textOf, valueAt } from "../../changes/nodes.ts";
import type { Finding } from "../../model/finding.ts";
import type { Place } from "../../model/place.ts";
import type { VersionFile } from "../../registry/version-file.ts";
import type { ReadableDocument } from "./scene.ts";
import { ruleFinding } from "./finding.ts";
import { compileSchema, type CompiledSchema } from "./json-schema.ts";
import { measureOf } from "./scene.ts";
import type { PullSnapshot } from "./snapshot.ts";
import type { SchemaError } from "./schema-errors.ts";

export interface SchemaCandidate {
  readonly file: VersionFile;
  readonly document: ReadableDocument;
}

/** So long, in milliseconds, may compiling a schema take, and checking one file with it. */
const TIMEOUT = 2_000;

/** So many errors of one file are told one by one. */
const MOST_ERRORS = 10;

/** Checks files with the JSON Schema that their root has; a schema that cannot be used is told once, and then left out. */
export async function checkSchemas(candidates: readonly SchemaCandidate[], snapshot: PullSnapshot): Promise<readonly Finding[]> {
  const schemas = new Map<string, CompiledSchema>();
  const findings: Finding[] = [];
  for (const { file, document } of candidates) {
    const chosen = chooseSchema(file, document, snapshot);
    if (chosen.kind === "none") continue;
    if (chosen.kind === "unknown") {
      findings.push(...mismatches(file, [chosen.error], snapshot));
      continue;
    }
    const { path } = chosen;
    // It counts from the commit on that has it on the release branch.
    if (!snapshot.schemas.has(path)) continue;
    const known = schemas.get(path);
    const schema = known ?? (await readSchema(path, snapshot));
    const result = schema.kind === "usable" ? schema.validate(document.root) : schema;
    if (result.kind === "unusable") {
      schemas.set(path, result);
      if (known?.kind !== "unusable") findings.push(...unreadable(file, path, result.reason, snapshot));
      continue;
    }
    schemas.set(path, schema);
    findings.push(...mismatches(file, result.errors, snapshot));
  }
  return findings;
}

type Chosen =
  { readonly kind: "none" } | { readonly kind: "path"; readonly path: string } | { readonly kind: "unknown"; readonly error: SchemaError };

function chooseSchema({ root }: VersionFile, { root: content }: ReadableDocument, { config: { guard } }: PullSnapshot): Chosen {
  const source = guard.roots.get(root.path)?.schema ?? guard.schema;
  if (source === null) return { kind: "none" };
  if (source.kind === "one") return { kind: "path", path: source.path };
  const node = valueAt(content, "version");
  const version = textOf(node);
  const path = version === null ? undefined : source.paths.get(version);
  if (path !== undefined) return { kind: "path", path };
  const known = [...source.paths.keys()].join(", ");
  const message =
    version === null
      ? `The file has no \`version:\` to tell its JSON Schema by; there is one for ${known}.`
      : `There is no JSON Schema for \`version: ${version.slice(0, 80)}\`, only for ${known}.`;
  return { kind: "unknown", error: { at: node?.at ?? START, message } };
}

const START: Place = { line: 1, column: 1 };

async function readSchema(path: string, { schemas }: PullSnapshot): Promise<CompiledSchema> {
  const text = schemas.get(path) ?? null;
  if (text === null) return { kind: "unusable", reason: "there is no such file" };
  return await compileSchema(text, path, TIMEOUT);
}

function unreadable(file: VersionFile, path: string, reason: string, snapshot: PullSnapshot): readonly Finding[] {
  const { level } = measureOf(file, snapshot).settings("schema-unreadable");
  return ruleFinding(
    "schema-unreadable",
    level,
    { flow: null, version: null, path },
    { message: `The JSON Schema ${path} cannot be used: ${reason}.` },
  );
}

function mismatches(file: VersionFile, errors: readonly SchemaError[], snapshot: PullSnapshot): readonly Finding[] {
  const { level } = measureOf(file, snapshot).settings("schema-mismatch");
  const rest = errors.length - MOST_ERRORS;
  return errors.slice(0, MOST_ERRORS).flatMap(({ at, message }, index) => {
    const more = index === MOST_ERRORS - 1 && rest > 0 ? ` There are ${rest} more errors in this file.` : "";
    return ruleFinding("schema-mismatch", level, file, { message: `${message}${more}`, at });
  });
}
