import { failure, Failure } from "../../model/failure.ts";

/**
 * Readers of parsed JSON by hand: a schema library costs more time to load than a whole cached call may take. Each gives
 * the value as what it has to be, or fails with `cache-invalid`.
 */
export function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw notA("an object", value);
  return value;
}

export function toList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw notA("a list", value);
  return value;
}

export function toText(value: unknown): string {
  if (typeof value !== "string") throw notA("a text", value);
  return value;
}

/** A text that a pattern describes. */
export function toTextLike(pattern: RegExp, value: unknown): string {
  const text = toText(value);
  if (!pattern.test(text)) throw notA(`like ${pattern.source}`, value);
  return text;
}

export function toFlag(value: unknown): boolean {
  if (typeof value !== "boolean") throw notA("true or false", value);
  return value;
}

/** A number of bytes. */
export function toSize(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw notA("a size", value);
  return value;
}

export function toOneOf<T extends string>(known: readonly T[], value: unknown): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw notA(`one of ${known.join(", ")}`, value);
  return found;
}

export function orNull<T>(read: (value: unknown) => T, value: unknown): T | null {
  return value === null ? null : read(value);
}

/** Null where the value is not of the shape that the reader wants. */
export function readShape<T>(read: (value: unknown) => T, value: unknown): T | null {
  try {
    return read(value);
  } catch (error) {
    if (error instanceof Failure && error.code === "cache-invalid") return null;
    throw error;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What the readers throw. */
export function notA(what: string, value: unknown): Failure {
  const shown = value === undefined ? "nothing" : JSON.stringify(value);
  return failure("cache-invalid", `${shown.slice(0, 80)} is not ${what}`, "Nothing needs to be done: it is fetched again.");
}
