import type { DocumentPath, Step } from "./change.ts";

/**
 * Places of a document as text, in steps parted by dots: a key, `*` for any step, `{owner}` and `{name}` for any step
 * that tells whose it is and what it is called, `{both}` for one that tells both, and at the end `**` for any number of steps.
 */
export interface Pattern {
  readonly segments: readonly string[];
  readonly isOpen: boolean;
}

/** What a pattern's braces met: several names are joined by dots. */
export interface Captured {
  readonly owner: string | null;
  readonly name: string | null;
}

export function parsePattern(text: string): Pattern {
  const segments = text === "" ? [] : text.split(".");
  const isOpen = segments.at(-1) === "**";
  return { segments: isOpen ? segments.slice(0, -1) : segments, isOpen };
}

export function textOfStep(step: Step): string {
  switch (step.kind) {
    case "key":
      return step.key;
    case "item":
      return step.name;
    case "index":
      return String(step.index);
  }
}

export function isWildcard(segment: string): boolean {
  return segment === "*" || segment.startsWith("{");
}

function matchesStep(segment: string, step: Step): boolean {
  return isWildcard(segment) || (step.kind === "key" && step.key === segment);
}

export function matchesPath({ segments, isOpen }: Pattern, path: DocumentPath): boolean {
  if (isOpen ? path.length < segments.length : path.length !== segments.length) return false;
  return segments.every((segment, index) => {
    const step = path[index];
    return step !== undefined && matchesStep(segment, step);
  });
}

/** Names from a path that the pattern matches. */
export function capture({ segments }: Pattern, path: DocumentPath): Captured {
  const named = (brace: string): string | null => {
    const found = path.filter((_, index) => segments[index] === brace || segments[index] === "{both}").map(textOfStep);
    return found.length === 0 ? null : found.join(".");
  };
  return { owner: named("{owner}"), name: named("{name}") };
}
