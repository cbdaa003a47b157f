import type { Outcome } from "../model/outcome.ts";
import type { CreateDigest, Plan } from "../model/plan.ts";
import { count, shortSha } from "./count.ts";
import { encodePath, escapeMarkdown, renderCode, renderLink, renderRow } from "../manual/markdown.ts";
import { renderActionType, renderState, toVersionRows } from "./version-rows.ts";

export const SUMMARY_HEAD = [
  renderRow(["Flow", "Version", "State", "Action", "Target", "Tag", "Release"]),
  renderRow(Array.from({ length: 7 }, () => "---")),
].join("\n");

const MARKS = { done: "✅ done", "already-right": "✅ already right", failed: "❌ failed", "not-tried": "⏳ not tried" } as const;

/** One Markdown table row for every version that is not simply released, with what became of its actions. */
export function toSummaryRows(plan: Plan, outcomes: readonly Outcome[], repositoryUrl: string | null): readonly string[] {
  const byTag = Map.groupBy(outcomes, ({ action }) => action.tag);
  const digests = plan.actions.flatMap((action) => (action.type === "create-digest" ? [toDigestRow(action, outcomes, repositoryUrl)] : []));
  const rows = toVersionRows(plan).map(({ version, todo }) => {
    const { flow, tag, target } = version;
    const own =
      (tag === null ? undefined : byTag.get(tag))?.filter(({ action }) => action.flow === flow && action.version === version.version) ?? [];
    const done = own.map(({ action, result }) => `${renderActionType(action)}: ${MARKS[result.kind]}`).join("<br>");
    const url = own.map(toReleaseUrl).find((found) => found !== null) ?? null;
    const isTagged = version.tagged !== null || own.some(({ action, result }) => action.type === "create-tag" && isThere(result));
    return renderRow([
      escapeMarkdown(flow),
      escapeMarkdown(version.version),
      renderState(version),
      done === "" ? todo : done,
      renderLink(renderCode(shortSha(target)), toPage(repositoryUrl, "commit", target)),
      renderLink(renderCode(tag ?? ""), isTagged ? toPage(repositoryUrl, "tree", tag) : null),
      url === null ? "" : renderLink("release", url),
    ]);
  });
  return [...rows, ...digests];
}

/** A release of several versions is none of them. */
function toDigestRow(action: CreateDigest, outcomes: readonly Outcome[], repositoryUrl: string | null): string {
  const { flow, version, tag, target, versions } = action;
  const outcome = outcomes.find((other) => other.action.type === "create-digest" && other.action.tag === tag);
  const url = outcome !== undefined && isThere(outcome.result) ? outcome.result.url : null;
  return renderRow([
    flow,
    escapeMarkdown(version),
    `tells of ${count(versions.length, "version")}`,
    outcome === undefined ? renderActionType(action) : `${renderActionType(action)}: ${MARKS[outcome.result.kind]}`,
    renderLink(renderCode(shortSha(target)), toPage(repositoryUrl, "commit", target)),
    renderLink(renderCode(tag), url === null ? null : toPage(repositoryUrl, "tree", tag)),
    url === null ? "" : renderLink("release", url),
  ]);
}

function toReleaseUrl({ action, result }: Outcome): string | null {
  return (action.type === "create-release" || action.type === "edit-release") && isThere(result) ? result.url : null;
}

function isThere(result: Outcome["result"]): result is Extract<Outcome["result"], { readonly url: string | null }> {
  return result.kind === "done" || result.kind === "already-right";
}

function toPage(repositoryUrl: string | null, page: "commit" | "tree", ref: string | null): string | null {
  return repositoryUrl === null || ref === null ? null : `${repositoryUrl}/${page}/${encodePath(ref)}`;
}
