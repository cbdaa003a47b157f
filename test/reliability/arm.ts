import { fits } from "../support/github/fault-catalogue.ts";
import type { LoggedRequest } from "../support/github/request-log.ts";
import type { GithubStandIn } from "../support/github/start-github.ts";
import { isLike, type Point } from "./points.ts";

/** A point that a run is to meet. */
export interface Armed {
  /** Aborted when the run is to be killed. */
  readonly killed: AbortSignal;
  readonly met: () => boolean;
  readonly disarm: () => void;
}

/** Makes a server do what the point says, once it comes to that request. */
export function arm(github: Pick<GithubStandIn, "fail">, point: Point): Armed {
  const kill = new AbortController();
  let seen = 0;
  let met = false;
  let armed = true;
  const isDue = (request: LoggedRequest): boolean => {
    if (!armed || (met && (point.kind === "kill" || !point.lasting))) return false;
    if (met) return point.kind === "fault" && fits(point.entry, request);
    if (!isLike(point.place.request, request)) return false;
    seen += 1;
    met = seen === point.place.count + 1;
    return met;
  };
  github.fail(
    isDue,
    point.kind === "fault"
      ? { ...point.entry.fault, times: Infinity }
      : {
          when: point.when,
          run: () => {
            kill.abort();
          },
        },
  );
  return {
    killed: kill.signal,
    met: () => met,
    disarm: () => {
      armed = false;
    },
  };
}
