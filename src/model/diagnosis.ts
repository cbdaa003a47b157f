/** One thing that was looked at, and how it is. */
export interface Check {
  readonly name: string;
  /** `unknown`: the server does not tell, or it depends on something that is wrong. */
  readonly state: "ok" | "warning" | "error" | "unknown";
  readonly finding: string;
  /** What to do; empty where there is nothing to do. */
  readonly fix: string;
}

export interface Diagnosis {
  readonly schema: 1;
  /** False when something is an error. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
}
