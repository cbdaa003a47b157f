import type { Code } from "./codes.ts";
import type { Action } from "./plan.ts";

/** Why an action failed: our code, our sentence, the server's own words, and what to do. */
export interface ActionFailure {
  readonly code: Code;
  readonly message: string;
  readonly serverWords: string | null;
  readonly fix: string;
}

export type Result =
  | { readonly kind: "done"; readonly url: string | null }
  | { readonly kind: "already-right"; readonly url: string | null }
  | { readonly kind: "failed"; readonly failure: ActionFailure }
  | { readonly kind: "not-tried"; readonly why: string };

export interface Outcome {
  readonly action: Action;
  readonly result: Result;
}
