import { isMap, isScalar, LineCounter, parseDocument, type ParsedNode } from "yaml";
import { Failure } from "../model/failure.ts";
import type { Problem } from "../model/problem.ts";
import { findConflictMarker } from "./conflict-marker.ts";
import { entryNameProblem } from "./entry-name.ts";
import { parseReference } from "./parse-reference.ts";
import type { Reference } from "./reference.ts";
import { renderReference } from "./render-reference.ts";

/** A line of `flows.yml`. */
export interface FlowsEntry {
  readonly name: string;
  /** The reference as it is written. */
  readonly text: string;
  readonly reference: Reference;
  /** The one spelling of what it means. */
  readonly canonical: string;
  readonly line: number;
}

const MAX_CHARACTERS = 300_000;
const MAX_PROBLEMS = 20;
const EXAMPLE = "Write one line for each flow: `review: code_review@team#^1.2`.";

/**
 * The references of a `flows.yml`, in its order. Fails with `flows-file-invalid` and every problem in it; `path` only names the
 * file. Local files start with `.` or `/`: what else exists here must not change what a line means.
 */
export function parseFlowsFile(text: string, path: string): readonly FlowsEntry[] {
  const problems: Problem[] = [];
  const add = (line: number | null, message: string, fix: string): void => {
    problems.push({ code: "flows-file-invalid", severity: "error", path, line, message, fix });
  };
  const entries = readEntries(text, add);
  const [first, ...more] = problems;
  if (first !== undefined) throw new Failure([first, ...more.slice(0, MAX_PROBLEMS - 1)]);
  return entries;
}

type Add = (line: number | null, message: string, fix: string) => void;

function readEntries(text: string, add: Add): readonly FlowsEntry[] {
  if (text.length > MAX_CHARACTERS) {
    add(null, `The file is longer than ${MAX_CHARACTERS} characters.`, EXAMPLE);
    return [];
  }
  const marker = findConflictMarker(text);
  if (marker !== null) {
    add(
      marker,
      "The file has the markers of a merge that was not finished.",
      "Keep the lines that should stay, remove the markers, then run `flow-tagbot lock`.",
    );
    return [];
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error", stringKeys: true, uniqueKeys: false });
  const faults = [...document.errors, ...document.warnings];
  if (faults.some(({ code }) => code === "RESOURCE_EXHAUSTION")) {
    add(null, "The file is nested too deeply.", EXAMPLE);
    return [];
  }
  for (const { pos, message } of faults) {
    const sentence = message.split("\n", 1)[0] ?? message;
    add(lines.linePos(pos[0]).line, `The line is not valid YAML: ${sentence}.`, "A text with special signs goes into double quotes.");
  }
  const { contents } = document;
  if (document.errors.length > 0 || contents === null || (isScalar(contents) && contents.value === null)) return [];
  const lineOf = (node: ParsedNode): number => lines.linePos(node.range[0]).line;
  if (!isMap(contents)) {
    add(lineOf(contents), "The file is not a map of names to references.", EXAMPLE);
    return [];
  }
  const seen = new Map<string, number>();
  return contents.items.flatMap(({ key, value }): readonly FlowsEntry[] => {
    const line = lineOf(key);
    const name = isScalar(key) ? key.source : "";
    const reason = isScalar(key) ? entryNameProblem(name) : "it is no text";
    const twin = seen.get(name);
    seen.set(name, twin ?? line);
    if (reason !== null)
      add(
        line,
        `The name ${JSON.stringify(name)} is not valid: ${reason}.`,
        "Names have letters, digits and . _ - only, such as `review`.",
      );
    else if (twin !== undefined)
      add(line, `The name ${name} is there twice; the first one is in line ${twin}.`, "Give one of them another name.");
    const written = value === null ? null : readText(value, line, name, add);
    if (value === null) add(line, `The name ${name} has no reference.`, EXAMPLE);
    return written === null ? [] : readReference(name, written, line, add);
  });
}

function readText(value: ParsedNode, line: number, name: string, add: Add): string | null {
  if (!isScalar(value) || typeof value.value !== "string") {
    const quoted = isScalar(value) && value.source !== "" ? ` Put it into quotes: \`${name}: "${value.source}"\`.` : "";
    add(line, `The value of ${name} is no text, and should be a reference.`, quoted === "" ? EXAMPLE : quoted.trim());
    return null;
  }
  if (value.anchor !== undefined || value.tag !== undefined) {
    add(line, `The value of ${name} has an anchor or a tag of YAML, and should be a reference alone.`, EXAMPLE);
    return null;
  }
  // `review: code_review #^1.2` would otherwise mean the newest version of all.
  if (value.comment != null && /^\S/.test(value.comment)) {
    const meant = `${value.value}#${value.comment}`;
    add(
      line,
      `After a space, #${value.comment} is a comment in YAML and no part of the reference.`,
      `Write \`${name}: ${meant}\`, or \`# ${value.comment}\` for a comment.`,
    );
    return null;
  }
  return value.value;
}

function readReference(name: string, text: string, line: number, add: Add): readonly FlowsEntry[] {
  try {
    const reference = parseReference(text, () => false);
    return [{ name, text, reference, canonical: renderReference(reference), line }];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    for (const { message, fix } of error.problems) add(line, `The reference of ${name} cannot be read. ${message}`, fix);
    return [];
  }
}
