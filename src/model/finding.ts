import type { Code } from "./codes.ts";
import type { RuleId } from "./rules.ts";

/** Something that a check has to say about one place; rules are in docs/rules.md, codes in docs/errors.md. */
export interface Finding {
  readonly id: RuleId | Code;
  readonly severity: "error" | "warning";
  readonly flow: string | null;
  readonly version: string | null;
  readonly path: string | null;
  /** 1-based; null where the whole file is meant. */
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly message: string;
  readonly fix: string;
  /** Shell commands that put it right, ready to paste; empty where none can. */
  readonly commands: readonly string[];
}
