import { didYouMean } from "../config/did-you-mean.ts";
import type { Deprecation, Yank } from "../config/marks.ts";
import type { Problem } from "../model/problem.ts";
import { covers } from "./marks.ts";
import type { Snapshot } from "./snapshot.ts";

/** Entries of `yanked` and `deprecated` that name no version, of the branch or withdrawn. */
export function markProblems({ config, registry, withdrawn }: Pick<Snapshot, "config" | "registry" | "withdrawn">): readonly Problem[] {
  const entries = [...config.yanked, ...config.deprecated];
  if (entries.length === 0) return [];
  const byFlow = Map.groupBy([...registry.files, ...withdrawn], ({ flow }) => flow);
  return entries.flatMap((entry) => {
    const ofFlow = byFlow.get(entry.flow) ?? [];
    if (ofFlow.some((version) => covers(entry, version, config))) return [];
    const near =
      ofFlow.length === 0
        ? didYouMean(entry.flow, [...byFlow.keys()])
        : "version" in entry
          ? didYouMean(
              entry.version,
              ofFlow.map(({ version }) => version),
            )
          : null;
    return [
      {
        code: "mark-unknown",
        severity: "warning",
        path: null,
        line: null,
        message: `The registry has no version that ${describe(entry)} is about.`,
        fix: near === null ? "Run `flow-tagbot list` to see what there is, or remove the entry." : `Did you mean ${near}?`,
      } as const,
    ];
  });
}

function describe(entry: Yank | Deprecation): string {
  const root = entry.root === null ? "" : ` in ${JSON.stringify(entry.root)}`;
  if ("version" in entry) return `\`yanked\` ${entry.flow} ${entry.version}${root}`;
  return `\`deprecated\` ${entry.flow}${entry.versions === null ? "" : ` ${entry.versions}`}${root}`;
}
