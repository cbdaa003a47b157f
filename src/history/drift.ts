import { isDeepStrictEqual } from "node:util";
import { parseAllDocuments, type Document } from "yaml";

export type Drift = "format" | "meaning" | "unreadable";

/** The largest file that is parsed to tell how it changed; two larger ones are just different. */
const MAX_CHARACTERS = 1_000_000;

/** Whether two texts of a version file differ in formatting and comments only, or in what the YAML says. */
export function toDrift(before: string, after: string): Drift {
  const [first, second] = [parse(before), parse(after)];
  if (first === null || second === null) return "unreadable";
  // A tag that nobody here understands may change what its value means.
  const understood = before === after || (first.understood && second.understood);
  return understood && isDeepStrictEqual(first.values, second.values) ? "format" : "meaning";
}

interface Parsed {
  readonly values: readonly unknown[];
  readonly understood: boolean;
}

function parse(text: string): Parsed | null {
  if (text.length > MAX_CHARACTERS) return null;
  const documents = parseAllDocuments(text, { logLevel: "silent" });
  if (!Array.isArray(documents) || documents.some((document) => document.errors.length > 0)) return null;
  try {
    return {
      values: documents.map((document): unknown => toValue(document)),
      understood: documents.every((document) => document.warnings.length === 0),
    };
  } catch (error) {
    // Alias bombs are refused while values are built, not while text is parsed.
    if (error instanceof ReferenceError || error instanceof RangeError) return null;
    throw error;
  }
}

function toValue(document: Document): unknown {
  const value: unknown = document.toJS();
  return value;
}
