import type { Code } from "../codes.ts";

/** What a code means, for somebody who sees it for the first time; plain text with inline code in backticks, without values. */
export interface Explanation {
  /** What it means and how one gets there. */
  readonly cause: string;
  readonly fix: string;
}

export type Explanations = Readonly<Partial<Record<Code, Explanation>>>;
