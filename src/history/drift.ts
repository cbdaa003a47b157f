import { isDeepStrictEqual } from "node:util";
import { parseAllDocuments } from "yaml";

export type Drift = "format" | "meaning" | "unreadable";

/** The largest file that is parsed to tell how it changed; two larger ones are just different. */
const MAX_CHARACTERS = 1_000_000;

/** Whether two texts of a version file differ in formatting and comments only, or in what the YAML says. */
export function toDrift(before: string, after: string): Drift {
  const values = [parse(before), parse(after)];
  if (values.some((value) => value === null)) return "unreadable";
  return isDeepStrictEqual(values[0], values[1]) ? "format" : "meaning";
}

function parse(text: string): readonly unknown[] | null {
  if (text.length > MAX_CHARACTERS) return null;
  const documents = parseAllDocuments(text, { logLevel: "silent" });
  if (!Array.isArray(documents) || documents.some((document) => document.errors.length > 0)) return null;
  try {
    return documents.map((document) => {
      const value: unknown = document.toJS();
      return value;
    });
  } catch (error) {
    // Alias bombs and endless nesting are refused while values are built, not while text is parsed.
    if (error instanceof ReferenceError || error instanceof RangeError) return null;
    throw error;
  }
}
