import { FAULTS, fits, type CatalogueEntry } from "../support/github/fault-catalogue.ts";
import type { LoggedRequest } from "../support/github/request-log.ts";

/** One request of a run: the `count`th of its kind, since requests that run at the same time arrive in any order. */
export interface Place {
  readonly request: LoggedRequest;
  readonly count: number;
}

/** Something to be done to a run, at one of its requests. */
export type Point =
  /** A fault at this request only, or at all that it fits from this one on. */
  | { readonly kind: "fault"; readonly place: Place; readonly entry: CatalogueEntry; readonly lasting: boolean }
  /** SIGKILL before the request's work, or after it and before the answer; of the process alone, or with those that it started. */
  | { readonly kind: "kill"; readonly place: Place; readonly when: "before" | "after"; readonly children: boolean };

export function toPlaces(requests: readonly LoggedRequest[]): readonly Place[] {
  return requests.map((request, index) => ({ request, count: requests.slice(0, index).filter((other) => isLike(request, other)).length }));
}

/** Whether two requests are for the same: by method and path, and for git by the service that is asked for. */
export function isLike(one: LoggedRequest, other: LoggedRequest): boolean {
  return one.method === other.method && one.path === other.path && (one.kind === "api" || one.query === other.query);
}

export function nameOf(point: Point): string {
  const { request, count } = point.place;
  const at = `${request.method} ${request.path}${request.kind === "git" ? request.query : ""} number ${count + 1}`;
  if (point.kind === "fault") return `${point.entry.name}${point.lasting ? " from then on" : ""} at ${at}`;
  return `killed ${point.when} ${at}${point.children ? ", with its children" : ""}`;
}

/** Every kill around every write. */
export function allKills(places: readonly Place[]): readonly Point[] {
  return places
    .filter(({ request }) => request.write)
    .flatMap((place) =>
      (["after", "before"] as const).flatMap((when) => [true, false].map((children) => ({ kind: "kill", place, when, children }) as const)),
    );
}

/** Every fault of the catalogue at every request that it fits. */
export function allFaults(places: readonly Place[]): readonly Point[] {
  return places.flatMap((place) => faultsAt(place, false));
}

/** Faults that do not pass, from the first or the second request of a kind on; without silence, which costs minutes for each. */
export function lastingFaults(places: readonly Place[]): readonly Point[] {
  return places
    .filter(({ count }) => count < 2)
    .flatMap((place) => faultsAt(place, true).filter(({ entry }) => entry.fault.answer !== "hang"));
}

type FaultPoint = Extract<Point, { readonly kind: "fault" }>;

function faultsAt(place: Place, lasting: boolean): readonly FaultPoint[] {
  return Object.values(FAULTS).flatMap((entry) => (fits(entry, place.request) ? [{ kind: "fault", place, entry, lasting } as const] : []));
}

/** As few of the faults as meet every request and every entry of the catalogue that fits any, the same ones every time. */
export function coveringFaults(places: readonly Place[]): readonly Point[] {
  const chosen: FaultPoint[] = [];
  const useOf = (place: Place): number => chosen.filter((point) => point.place === place).length;
  for (const entry of Object.values(FAULTS)) {
    const [place] = places.filter(({ request }) => fits(entry, request)).toSorted((a, b) => useOf(a) - useOf(b));
    if (place !== undefined) chosen.push({ kind: "fault", place, entry, lasting: false });
  }
  const timesOf = (entry: CatalogueEntry): number => chosen.filter((point) => point.entry === entry).length;
  for (const place of places.filter((one) => useOf(one) === 0)) {
    const [entry] = Object.values(FAULTS)
      .filter((one) => fits(one, place.request))
      .toSorted((a, b) => timesOf(a) - timesOf(b));
    if (entry !== undefined) chosen.push({ kind: "fault", place, entry, lasting: false });
  }
  return chosen;
}
