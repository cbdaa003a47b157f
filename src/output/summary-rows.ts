import type { Outcome } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import { shortSha } from "./count.ts";
import { encodePath, escapeMarkdown, renderCode, renderLink, renderRow } from "../manual/markdown.ts";
import { renderActionType, toVersionRows } from "./version-rows.ts";

export const SUMMARY_HEAD = [
  renderRow(["Flow", "Version", "State", "Action", "Target", "Tag", "Release"]),
  renderRow(Array.from({ length: 7 }, () => "---")),
].join("\n");

const MARKS = { done: "✅ done", "already-right": "✅ already right", failed: "❌ failed", "not-tried": "⏳ not tried" } as const;

/** One Markdown table row for every version that is not simply released, with what became of its actions. */
export function toSummaryRows(plan: Plan, outcomes: readonly Outcome[], repositoryUrl: string | null): readonly string[] {
  const byTag = Map.groupBy(outcomes, ({ action }) => action.tag);
  return toVersionRows(plan).map(({ version, todo }) => {
    const { flow, state, tag, target } = version;
    const own =
      (tag === null ? undefined : byTag.get(tag))?.filter(({ action }) => action.flow === flow && action.version === version.version) ?? [];
    const done = own.map(({ action, result }) => `${renderActionType(action.type)}: ${MARKS[result.kind]}`).join("<br>");
    const url = own.map(toReleaseUrl).find((found) => found !== null) ?? null;
    const isTagged = version.tagged !== null || own.some(({ action, result }) => action.type === "create-tag" && isThere(result));
    return renderRow([
      escapeMarkdown(flow),
      escapeMarkdown(version.version),
      state,
      done === "" ? todo : done,
      renderLink(renderCode(shortSha(target)), toPage(repositoryUrl, "commit", target)),
      renderLink(renderCode(tag ?? ""), isTagged ? toPage(repositoryUrl, "tree", tag) : null),
      url === null ? "" : renderLink("release", url),
    ]);
  });
}

function toReleaseUrl({ action, result }: Outcome): string | null {
  return action.type === "create-release" && isThere(result) ? result.url : null;
}

function isThere(result: Outcome["result"]): result is Extract<Outcome["result"], { readonly url: string | null }> {
  return result.kind === "done" || result.kind === "already-right";
}

function toPage(repositoryUrl: string | null, page: "commit" | "tree", ref: string | null): string | null {
  return repositoryUrl === null || ref === null ? null : `${repositoryUrl}/${page}/${encodePath(ref)}`;
}
