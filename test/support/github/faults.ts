import type { LoggedRequest } from "./request-log.ts";

/** Which requests a fault is for. A text path must be equal, a method or kind that is not given is any. */
export type Matcher =
  { readonly kind?: "api" | "git"; readonly method?: string; readonly path?: string | RegExp } | ((request: LoggedRequest) => boolean);

export type FaultAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
};

export type Fault = {
  /** Whether the request's work is done before the fault; "before" the work, when not given. */
  readonly when?: "before" | "after";
  /** How many matching requests it is for; 1 when not given. */
  readonly times?: number;
  /** How many matching requests pass before it begins; 0 when not given. */
  readonly skip?: number;
  /** What is answered instead; "reset" cuts the connection; without it the proper answer follows `run`. */
  readonly answer?: FaultAnswer | "reset";
  /** Something that happens at that moment, such as another writer's work. */
  readonly run?: (request: LoggedRequest) => Promise<void> | void;
};

export type Faults = {
  readonly add: (matcher: Matcher, fault: Fault) => void;
  /** The faults that strike this request, counted as used. */
  readonly take: (request: LoggedRequest) => readonly Fault[];
};

type Armed = { readonly matcher: Matcher; readonly fault: Fault; skip: number; times: number };

export function createFaults(): Faults {
  const armed: Armed[] = [];
  return {
    add: (matcher, fault) => {
      armed.push({ matcher, fault, skip: fault.skip ?? 0, times: fault.times ?? 1 });
    },
    take: (request) => {
      const struck: Fault[] = [];
      for (const entry of armed) {
        if (entry.times === 0 || !matches(entry.matcher, request)) continue;
        if (entry.skip > 0) {
          entry.skip -= 1;
          continue;
        }
        entry.times -= 1;
        struck.push(entry.fault);
      }
      return struck;
    },
  };
}

function matches(matcher: Matcher, request: LoggedRequest): boolean {
  if (typeof matcher === "function") return matcher(request);
  const { kind = request.kind, method = request.method, path = request.path } = matcher;
  return kind === request.kind && method === request.method && (typeof path === "string" ? path === request.path : path.test(request.path));
}

/** Runs what the faults of that moment do, and gives the first answer among them. */
export async function strike(
  faults: readonly Fault[],
  when: "before" | "after",
  request: LoggedRequest,
): Promise<FaultAnswer | "reset" | undefined> {
  let answer: FaultAnswer | "reset" | undefined;
  for (const fault of faults) {
    if ((fault.when ?? "before") !== when) continue;
    await fault.run?.(request);
    answer ??= fault.answer;
  }
  return answer;
}
