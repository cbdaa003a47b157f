import type { Problem } from "../../model/problem.ts";
import type { ResolvedFlow } from "../../resolve/resolved.ts";
import type { OfferedFlow, Origin } from "./offer.ts";

/** All that is told of one flow; two where two roots of the registry hold a flow of that name. */
export interface FlowCards {
  readonly origin: Origin;
  readonly cards: readonly FlowCard[];
}

export interface FlowCard {
  readonly flow: OfferedFlow;
  readonly shown: Shown;
}

/** The version that the reference means. */
export type Shown =
  | {
      readonly kind: "resolved";
      readonly resolved: ResolvedFlow;
      /** The reference that means these very bytes for ever; null for what lies on disk. */
      readonly pin: string | null;
      /** What a run of it is given, where the format of the file is known to say so. */
      readonly inputs: readonly FlowInput[];
    }
  | {
      readonly kind: "unresolved";
      /** Why there is none: a range that nothing is in, or contents that are not in the cache. */
      readonly problem: Problem;
    };

export interface FlowInput {
  readonly name: string;
  readonly required: boolean;
}
