import type { DocumentPath } from "./change.ts";
import { textOfStep } from "./pattern.ts";

const LONGEST_STEP = 80;

/** `components.planner.toolset`; a step that would be read as several, or as something else, stands in quotes. */
export function renderPath(path: DocumentPath): string {
  return path
    .map((step) => {
      const text = shorten(textOfStep(step), LONGEST_STEP);
      if (step.kind === "index") return `[${text}]`;
      return /^[\p{L}\p{N}_$*-]+$/u.test(text) ? `.${text}` : `.${JSON.stringify(text)}`;
    })
    .join("")
    .replace(/^\./, "");
}

/** Foreign text on one line, no longer than so many characters. */
export function shorten(text: string, longest: number): string {
  const line = text.replace(/[\s\p{C}]+/gu, " ").trim();
  const characters = Array.from(line.slice(0, 2 * longest + 2));
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join("")}…`;
}
