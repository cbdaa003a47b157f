import type { Comparison } from "./change.ts";
import type { RuleHit } from "./evaluate.ts";
import type { ChangedGraph } from "./graph.ts";
import type { Bump } from "../model/rule.ts";

/** Two versions of one flow, compared: what a diff shows. */
export interface Compared {
  readonly flow: string;
  /** The versions, or what else the two are called. */
  readonly from: string;
  readonly to: string;
  readonly comparison: Comparison;
  readonly hits: readonly RuleHit[];
  readonly required: Bump;
  /** Null where the format has no graph, or none is wanted. */
  readonly graph: ChangedGraph | null;
}
