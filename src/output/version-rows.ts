import { MARK_WORDS, toMarkWords, type Marks } from "../model/marks.ts";
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
  const digests = new Map(
    plan.actions.flatMap((action) => (action.type === "create-digest" ? action.versions.map((tag) => [tag, action] as const) : [])),
  );
  const rows = plan.versions.flatMap((version) => {
    const digest = digests.get(version.tag ?? "");
    const own = [...(actions.get(toActionKey(version)) ?? []), ...(digest === undefined ? [] : [digest])];
    return version.state === "released" && own.length === 0 ? [] : [{ version, todo: renderTodo(version, own) }];
  });
  return ORDER.flatMap((state) => rows.filter((row) => row.version.state === state));
}

/** `34 versions: 30 released, 2 pending and 2 blocked (1 yanked)` */
export function renderCounts(plan: Pick<Plan, "versions">): string {
  const states = Map.groupBy(plan.versions, ({ state }) => state);
  const parts = (["released", "pending", "partial", "conflict", "drifted", "blocked", "withdrawn"] as const).flatMap((state) => {
    const number = states.get(state)?.length ?? 0;
    return number === 0 ? [] : [`${renderNumber(number)} ${state}`];
  });
  const marked = plan.versions.flatMap(({ marks }) => toMarkWords(marks));
  const words = MARK_WORDS.flatMap((word) => {
    const number = marked.filter((other) => other === word).length;
    // What is withdrawn is counted as a state.
    return number === 0 || word === "withdrawn" ? [] : [`${renderNumber(number)} ${word}`];
  });
  return `${count(plan.versions.length, "version")}${parts.length === 0 ? "" : `: ${renderAnd(parts)}`}${words.length === 0 ? "" : ` (${renderAnd(words)})`}`;
}

/** `released, yanked` */
export function renderState({ state, marks }: { readonly state: VersionState; readonly marks: Marks }): string {
  return [state, ...toMarkWords(marks).filter((word) => word !== "withdrawn")].join(", ");
}

/** `2 tags and 3 releases`, or "" for no actions. */
export function renderActionCounts(actions: readonly Action[]): string {
  const tags = actions.filter(({ type }) => type === "create-tag").length;
  const releases = actions.filter(({ type }) => type === "create-release").length;
  const digests = actions.filter(({ type }) => type === "create-digest").length;
  const badges = actions.filter(({ type }) => type === "mark-latest").length;
  const edits = actions.filter(({ type }) => type === "edit-release").length;
  return renderAnd([
    ...(tags === 0 ? [] : [count(tags, "tag")]),
    ...(releases === 0 ? [] : [count(releases, "release")]),
    ...(digests === 0 ? [] : [count(digests, "release of several versions", "releases of several versions")]),
    ...(badges === 0 ? [] : ["the latest badge"]),
    ...(edits === 0 ? [] : [count(edits, "edit of a release", "edits of releases")]),
  ]);
}

const TODO = {
  "create-tag": "create tag",
  "create-release": "create release",
  "create-digest": "create digest",
  "mark-latest": "mark latest",
  "edit-release": "edit release",
} as const;

/** `create tag`, `edit release (yanked)` */
export function renderActionType(action: Action): string {
  return action.type === "edit-release" ? `${TODO[action.type]} (${action.why})` : TODO[action.type];
}

function renderTodo({ state }: PlannedVersion, actions: readonly Action[]): string {
  const todo = actions.map(renderActionType).join(", ");
  if (state === "conflict" || state === "drifted" || state === "blocked") return todo === "" ? "needs a person" : `${todo}, then a person`;
  if (state === "partial" && todo !== "") return `repair: ${todo}`;
  return todo === "" ? "nothing" : todo;
}

/** Two roots may have the same flow and version; their tags differ. */
function toActionKey({ flow, version, tag }: { readonly flow: string; readonly version: string; readonly tag: string | null }): string {
  return `${flow}\0${version}\0${tag ?? ""}`;
}
