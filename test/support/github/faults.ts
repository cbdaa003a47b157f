import type { LoggedRequest } from "./request-log.ts";
import type { Repository } from "./state.ts";

/** Which requests a fault is for. A text path must be equal, a method or kind that is not given is any. */
export type Matcher =
  { readonly kind?: "api" | "git"; readonly method?: string; readonly path?: string | RegExp } | ((request: LoggedRequest) => boolean);

/** An answer in place of the proper one. */
export type ErrorAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
};

/** What an answer can depend on. `now` is the stand-in's clock; the repository is the one that the path names. */
export type Moment = {
  readonly request: LoggedRequest;
  readonly now: Date;
  readonly serverUrl: string;
  readonly repository: Repository | undefined;
};

/**
 * What is answered instead. "reset" cuts the connection, "hang" never answers, "html" is a page for people with status 200.
 * The others do the work and spoil the proper answer: "slow" sends it in pieces, "truncate" half of it as if that were all,
 * `link` puts that Link header in place of the proper one.
 */
export type FaultAnswer =
  | ErrorAnswer
  | "reset"
  | "hang"
  | "html"
  | "slow"
  | "truncate"
  | { readonly link: string | ((moment: Moment) => string) }
  | ((moment: Moment) => ErrorAnswer);

export type Fault = {
  /** Whether the request's work is done before the fault; "before" the work, when not given. */
  readonly when?: "before" | "after";
  /** How many matching requests it is for; 1 when not given. */
  readonly times?: number;
  /** How many matching requests pass before it begins; 0 when not given. */
  readonly skip?: number;
  /** Without it the proper answer follows `run`. */
  readonly answer?: FaultAnswer;
  /** Something that happens at that moment, such as another writer's work. */
  readonly run?: (request: LoggedRequest) => Promise<void> | void;
};

/** A fault's answer for one request. */
export type Struck = ErrorAnswer | "reset" | "hang" | "slow" | "truncate" | { readonly link: string };

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
export async function strike(faults: readonly Fault[], when: "before" | "after", moment: Moment): Promise<Struck | undefined> {
  let answer: Struck | undefined;
  for (const fault of faults) {
    const isSpoiling = spoils(fault.answer);
    if ((fault.when ?? "before") === when) await fault.run?.(moment.request);
    if (fault.answer === undefined || (isSpoiling ? "after" : (fault.when ?? "before")) !== when) continue;
    answer ??= toStruck(fault.answer, moment);
  }
  return answer;
}

/** Whether the answer is the proper one in a bad state, so that the work must be done first. */
function spoils(answer: FaultAnswer | undefined): boolean {
  return answer === "slow" || answer === "truncate" || (typeof answer === "object" && "link" in answer);
}

function toStruck(answer: FaultAnswer, moment: Moment): Struck {
  if (typeof answer === "function") return answer(moment);
  if (answer === "html") return { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body: loginPage };
  if (typeof answer === "string" || "status" in answer) return answer;
  return { link: typeof answer.link === "string" ? answer.link : answer.link(moment) };
}

const loginPage = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Sign in</title></head>
<body><form action="/session" method="post"><input name="login"><input name="password" type="password"></form></body>
</html>
`;
