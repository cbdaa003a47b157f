import type * as z from "zod";
import { didYouMean } from "./did-you-mean.ts";
import type { Option } from "./option.ts";

type Issue = z.core.$ZodIssue;

const MAX_SHOWN = 80;

/** `name is value: reason`, with the value as JSON so that no foreign line break gets out. */
export function valueMessage(name: string, value: unknown, reason: string): string {
  return `${name} is ${shownValue(value)}: ${reason}`;
}

export function issueFix(issue: Issue, { accepts, example }: Option): string {
  const own: unknown = issue.code === "custom" ? issue.params?.["fix"] : undefined;
  return typeof own === "string" ? own : `Write ${accepts}; for example ${example}`;
}

export function issueMessage(name: string, issue: Issue): string {
  if (issue.input === undefined) return `${name} is missing`;
  return valueMessage(name, issue.input, reason(issue));
}

/** What to do about a key or input that does not exist. */
export function unknownFix(name: string, known: readonly string[]): string {
  const meant = didYouMean(name, known);
  return meant === null ? `Remove it; what exists is ${known.join(", ")}` : `Did you mean ${meant}?`;
}

export function shownValue(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? inner.toString() : inner));
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

function reason(issue: Issue): string {
  if (issue.code === "invalid_type") return `it is ${kindOf(issue.input)}, but has to be ${EXPECTED[issue.expected] ?? issue.expected}`;
  if (issue.code === "invalid_value") return `it is not one of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "too_small") return issue.origin === "array" ? "the list is empty" : `it is less than ${String(issue.minimum)}`;
  if (issue.code === "too_big") return `it is more than ${String(issue.maximum)}`;
  return issue.message;
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a set of keys and values",
};

function kindOf(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return "true or false";
  if (typeof value === "number") return Number.isInteger(value) ? "a number" : "a number with a fraction";
  return "a set of keys and values";
}
