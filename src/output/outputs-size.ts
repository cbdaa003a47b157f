import { INVISIBLE } from "../model/invisible.ts";
import type { Plan } from "../model/plan.ts";

export type ListName = "releases" | "tags" | "conflicts" | "blocked" | "remaining";
export type Lists = Readonly<Record<ListName, readonly unknown[]>>;

/** GitHub takes 1 MB of outputs from a job, counted in UTF-16; this many bytes leave room for its other steps. */
export const MAX_BYTES = 900_000;

const EVERY_INVISIBLE = new RegExp(INVISIBLE.source, "gu");
/** Cut first: what the other outputs or the next run tell too. */
const CUT_ORDER: readonly ListName[] = ["remaining", "blocked", "conflicts", "releases", "tags"];

/**
 * The lists and the plan as JSON that GitHub takes. What does not fit is left out in this order: released versions of
 * the plan, all its versions, its actions and problems, ends of lists; `omitted` in the plan counts missing versions,
 * `cut` what is missing from lists, actions and problems.
 */
export function fitOutputs(plan: Plan, lists: Lists): Readonly<Record<ListName | "plan", string>> {
  const texts = mapLists(lists, (list) => toJson(list));
  const used = sizeOf(Object.values(texts));
  for (const candidate of smallerPlans(plan)) {
    const text = toJson(candidate);
    if (used + sizeOf([text]) <= MAX_BYTES) return { ...texts, plan: text };
  }
  return cutLists(plan, lists);
}

function* smallerPlans(plan: Plan): Generator<object> {
  yield plan;
  const open = plan.versions.filter(({ state }) => state !== "released");
  yield { ...plan, versions: open, omitted: plan.versions.length - open.length };
  yield { ...plan, versions: [], omitted: plan.versions.length };
  yield withoutContent(plan, {});
}

function withoutContent(plan: Plan, cut: Readonly<Record<string, number>>): object {
  return {
    ...plan,
    versions: [],
    actions: [],
    manual: [],
    problems: [],
    omitted: plan.versions.length,
    cut: { actions: plan.actions.length, manual: plan.manual.length, problems: plan.problems.length, ...cut },
  };
}

function cutLists(plan: Plan, lists: Lists): Readonly<Record<ListName | "plan", string>> {
  const worst = withoutContent(
    plan,
    mapLists(lists, (list) => list.length),
  );
  let left = MAX_BYTES - sizeOf([toJson(worst)]);
  const kept = new Map<ListName, readonly string[]>();
  for (const name of CUT_ORDER.toReversed()) {
    const items = takeItems(lists[name].map(toJson), left);
    kept.set(name, items);
    left -= sizeOf([joinItems(items)]);
  }
  const cut = mapLists(lists, (list, name) => list.length - (kept.get(name)?.length ?? 0));
  return { ...mapLists(lists, (_, name) => joinItems(kept.get(name) ?? [])), plan: toJson(withoutContent(plan, cut)) };
}

/** Keeps a little room for the brackets of the lists that follow. */
function takeItems(items: readonly string[], left: number): readonly string[] {
  let used = 100;
  const end = items.findIndex((item) => (used += sizeOf([item]) + 2) > left);
  return end === -1 ? items : items.slice(0, end);
}

function joinItems(items: readonly string[]): string {
  return `[${items.join(",")}]`;
}

function mapLists<Value>(lists: Lists, map: (list: readonly unknown[], name: ListName) => Value): Record<ListName, Value> {
  return {
    releases: map(lists.releases, "releases"),
    tags: map(lists.tags, "tags"),
    conflicts: map(lists.conflicts, "conflicts"),
    blocked: map(lists.blocked, "blocked"),
    remaining: map(lists.remaining, "remaining"),
  };
}

function sizeOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length * 2, 0);
}

/** JSON on one line; what a terminal would obey or hide is spelled as an escape. */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replace(EVERY_INVISIBLE, (text) =>
    Array.from({ length: text.length }, (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, "0")}`).join(""),
  );
}
