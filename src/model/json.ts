import type { Code } from "./codes.ts";
import { failure } from "./failure.ts";

/** The value of JSON text; throws a Failure with the given code and fix. */
export function parseJson(text: string, code: Code, fix: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) throw failure(code, `The file is not JSON: ${error.message}`, fix, error);
    throw error;
  }
}
