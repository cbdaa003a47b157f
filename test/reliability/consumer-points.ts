import { allFaults, lastingFaults, nameOf, toPlaces, type Place, type Point } from "./points.ts";
import type { LoggedRequest } from "../support/github/request-log.ts";

/** Something that is done to a run that fetches a flow. */
export type ConsumerPoint =
  | Point
  /** SIGKILL before the run's `at`th change of the disk (from 1), or when half of it is done; alone, or with its process group. */
  | { readonly kind: "change"; readonly at: number; readonly name: string; readonly half: boolean; readonly group: boolean };

export function nameOfPoint(point: ConsumerPoint): string {
  if (point.kind !== "change") return nameOf(point);
  return `killed ${point.half ? "in the middle of" : "before"} change ${point.at}, ${point.name}${point.group ? ", with its group" : ""}`;
}

/** Changes that are made of many: a file is written in pieces, a folder is removed file by file. */
const HALVES = /^(?:writeFile|rm)/;

/** A kill before each change, and in the middle of those that have one; by turns alone and with the process group. */
export function changeKills(changes: readonly string[]): readonly ConsumerPoint[] {
  return changes.flatMap((name, index) => {
    const point = { kind: "change", at: index + 1, name, group: index % 2 === 1 } as const;
    return [{ ...point, half: false }, ...(HALVES.test(name) ? [{ ...point, half: true, group: index % 2 === 0 }] : [])];
  });
}

/** A kill while an answer is waited for, alone and with the process group. */
export function requestKills(requests: readonly LoggedRequest[]): readonly ConsumerPoint[] {
  return toPlaces(requests).flatMap((place) =>
    [true, false].map((children) => ({ kind: "kill", place, when: "after", children }) as const),
  );
}

/** Every fault at every request (of many files, at the first one), once and from there on. Whoever only reads cannot tell whether the work was done before a fault. */
export function networkFaults(requests: readonly LoggedRequest[]): readonly ConsumerPoint[] {
  const all = toPlaces(requests);
  const places = all.filter((place, index) => isFirstOfItsSort(place, index, all));
  const isNew = (point: Point): boolean =>
    point.kind === "fault" && (point.entry.fault.when === undefined || point.entry.fault.when === "before");
  return [...allFaults(places), ...lastingFaults(places.filter(({ count }) => count === 0))].filter(isNew);
}

/** One file stands for all, and one commit. */
function isFirstOfItsSort({ request }: Place, index: number, all: readonly Place[]): boolean {
  const sort = (path: string): string => path.replace(/[0-9a-f]{40}$/, "");
  return request.kind === "git" || all.findIndex((place) => sort(place.request.path) === sort(request.path)) === index;
}
