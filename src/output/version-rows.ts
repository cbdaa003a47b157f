import type { Action, Plan, PlannedVersion, VersionState } from "../model/plan.ts";
import { count, renderAnd, renderNumber } from "./count.ts";

/** A version worth a row, with what will be done about it. */
export interface VersionRow {
  readonly version: PlannedVersion;
  readonly todo: string;
}

/** What a person must see first comes first. */
const ORDER: readonly VersionState[] = ["conflict", "drifted", "blocked", "partial", "pending", "released", "withdrawn"];

/** Every version that is not simply released, the most urgent states first, in plan order within a state. */
export function toVersionRows(plan: Plan): readonly VersionRow[] {
  const actions = Map.groupBy(plan.actions, toActionKey);
  const rows = plan.versions.flatMap((version) => {
    const own = actions.get(toActionKey(version)) ?? [];
    return version.state === "released" && own.length === 0 ? [] : [{ version, todo: renderTodo(version, own) }];
  });
  return ORDER.flatMap((state) => rows.filter((row) => row.version.state === state));
}

/** `34 versions: 30 released, 2 pending and 2 blocked` */
export function renderCounts(plan: Pick<Plan, "versions">): string {
  const states = Map.groupBy(plan.versions, ({ state }) => state);
  const parts = (["released", "pending", "partial", "conflict", "drifted", "blocked", "withdrawn"] as const).flatMap((state) => {
    const number = states.get(state)?.length ?? 0;
    return number === 0 ? [] : [`${renderNumber(number)} ${state}`];
  });
  return `${count(plan.versions.length, "version")}${parts.length === 0 ? "" : `: ${renderAnd(parts)}`}`;
}

/** `2 tags and 3 releases`, or "" for no actions. */
export function renderActionCounts(actions: readonly Action[]): string {
  const tags = actions.filter(({ type }) => type === "create-tag").length;
  const releases = actions.filter(({ type }) => type === "create-release").length;
  const badges = actions.length - tags - releases;
  return renderAnd([
    ...(tags === 0 ? [] : [count(tags, "tag")]),
    ...(releases === 0 ? [] : [count(releases, "release")]),
    ...(badges === 0 ? [] : ["the latest badge"]),
  ]);
}

const TODO = { "create-tag": "create tag", "create-release": "create release", "mark-latest": "mark latest" } as const;

export function renderActionType(type: Action["type"]): string {
  return TODO[type];
}

function renderTodo({ state }: PlannedVersion, actions: readonly Action[]): string {
  const todo = actions.map(({ type }) => TODO[type]).join(", ");
  if (state === "conflict" || state === "drifted" || state === "blocked") return todo === "" ? "needs a person" : `${todo}, then a person`;
  if (state === "partial" && todo !== "") return `repair: ${todo}`;
  return todo === "" ? "nothing" : todo;
}

/** Two roots may have the same flow and version; their tags differ. */
function toActionKey({ flow, version, tag }: { readonly flow: string; readonly version: string; readonly tag: string | null }): string {
  return `${flow}\0${version}\0${tag ?? ""}`;
}
