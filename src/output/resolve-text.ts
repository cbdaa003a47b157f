import { renderVisible } from "../manual/visible.ts";
import type { Deprecated } from "../model/marks.ts";
import type { Problem } from "../model/problem.ts";
import type { ResolvedFlow } from "../resolve/resolved.ts";
import { count } from "./count.ts";
import { paint, type Style } from "./style.ts";

type Line = readonly [name: string, value: string | null, style?: Style];

/** What a reference means, for people: one line for each thing that there is to say. */
export function renderResolved(flow: ResolvedFlow, colour: boolean): string {
  const { registry, files, staleSince, yanked, deprecated } = flow;
  const version = flow.version === null ? null : `${flow.version}${flow.kind === null ? "" : ` (${flow.kind})`}`;
  const from = registry === null ? null : `${registry.name === null ? "" : `${registry.name}, `}${registry.url} (${registry.type})`;
  return renderLines(
    [
      ["flow", flow.flow, "bold"],
      ["version", version, "bold"],
      ["yanked", yanked?.reason ?? null, "red"],
      ["deprecated", deprecated === null ? null : renderDeprecated(deprecated), "yellow"],
      ["stale", staleSince === null ? null : `the registry could not be asked; this was so at ${staleSince}`, "yellow"],
      ["tag", flow.tag],
      ["commit", flow.commit],
      ["path", flow.path],
      ["digest", flow.digest],
      ["files", files.length > 1 ? `${count(files.length, "file")}, together ${flow.contentDigest}` : null],
      ["framework", flow.framework],
      ["registry", from],
      ["why", flow.why],
    ],
    colour,
  );
}

/** The same for machines; `notices` are what was told on the way. */
export function toResolvedJson(flow: ResolvedFlow, notices: readonly Problem[]): object {
  return { schema: 1, ...flow, notices };
}

/** Names and values below each other, the values aligned; those that are null are left out. */
export function renderLines(lines: readonly Line[], colour: boolean): string {
  const shown = lines.filter(([, text]) => text !== null);
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown
    .map(
      ([name, text, style = null]) => `${paint(colour, "dim", name.padEnd(width))}  ${paint(colour, style, renderVisible(text ?? ""))}\n`,
    )
    .join("");
}

function renderDeprecated({ since, use, reason }: Deprecated): string {
  const words = [since === null ? null : `since ${since}`, use === null ? null : `use ${use}`, reason].filter((word) => word !== null);
  return words.length === 0 ? "it has a successor" : words.join("; ");
}
