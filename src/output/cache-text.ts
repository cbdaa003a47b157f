import { renderVisible } from "../manual/visible.ts";
import type { Cleared } from "../resolve/cache/clear.ts";
import type { CacheListing } from "../resolve/cache/list.ts";
import type { Pruned } from "../resolve/cache/prune.ts";
import type { Verification } from "../resolve/cache/verify.ts";
import { count, renderNumber, shortSha } from "./count.ts";
import { MAX_DETAILS, MAX_ROWS, renderMore, type TextOptions } from "./manual-text.ts";
import { paint } from "./style.ts";
import { renderTable } from "./table.ts";

type Options = Omit<TextOptions, "manual">;

const UNITS = ["kB", "MB", "GB", "TB"] as const;

/** `512 bytes`, `20.4 kB`, `1.5 GB` */
export function renderBytes(bytes: number): string {
  if (bytes < 1000) return count(bytes, "byte");
  let amount = bytes;
  let unit: string = "";
  for (const larger of UNITS) {
    if (Math.round(amount) < 1000) break;
    amount /= 1000;
    unit = larger;
  }
  return `${amount < 99.95 ? amount.toFixed(1) : renderNumber(Math.round(amount))} ${unit}`;
}

/** What a cache holds, for people. */
export function renderCacheList(root: string, { entries, damaged, size }: CacheListing, options: Options): string {
  const rows = entries.map(({ flow, version, url, commit, size: bytes, usedAt }) => [
    { text: flow, style: null },
    { text: version ?? "", style: null },
    { text: url, style: null },
    { text: shortSha(commit), style: "dim" as const },
    { text: renderBytes(bytes), style: null },
    { text: usedAt.slice(0, 10), style: "dim" as const },
  ]);
  const maxRows = options.maxRows ?? MAX_ROWS;
  const table =
    rows.length === 0
      ? []
      : [
          "",
          renderTable(["FLOW", "VERSION", "REGISTRY", "COMMIT", "SIZE", "USED"], rows.slice(0, maxRows), options),
          ...renderMore(rows.length, maxRows),
        ];
  const broken = damaged === 0 ? [] : ["", `${count(damaged, "damaged entry", "damaged entries")}: flow-tagbot cache verify`];
  return `${[`${count(entries.length, "entry", "entries")}, ${renderBytes(size)} in all, in ${renderVisible(root)}`, ...table, ...broken].join("\n")}\n`;
}

export function toCacheListJson(root: string, { entries, damaged, size }: CacheListing): object {
  const listed = entries.map(({ registryId, url, flow, version, commit, path, folder, files, size: bytes, usedAt }) => ({
    flow,
    version,
    registry: url,
    registryId,
    commit,
    path,
    folder,
    files,
    size: bytes,
    usedAt,
  }));
  return { schema: 1, root, entries: listed, damaged, size };
}

/** What `cache verify` found. */
export function renderVerification({ whole, remembered, damaged }: Verification, { colour, maxDetails = MAX_DETAILS }: Options): string {
  const lines = damaged
    .slice(0, maxDetails)
    .map(({ path, why }) => `  ${paint(colour, "red", "damaged")}  ${renderVisible(path)}: ${renderVisible(why)}`);
  const fix = damaged.length === 0 ? [] : ["  A damaged entry is removed when it is used, and fetched again."];
  const found = `${count(whole, "entry", "entries")} and ${count(remembered, "other file")} are whole, ${renderNumber(damaged.length)} damaged`;
  return `${[found, ...lines, ...renderMore(damaged.length, maxDetails), ...fix].join("\n")}\n`;
}

export function toVerificationJson({ whole, remembered, damaged }: Verification): object {
  return { schema: 1, whole, remembered, damaged };
}

/** What `cache prune` did. */
export function renderPruned({ entries, remembered, freed, left }: Pruned): string {
  return `Removed ${count(entries, "entry", "entries")} and ${count(remembered, "other file")}: ${renderBytes(freed)}. ${renderBytes(left)} are left.\n`;
}

export function toPrunedJson({ entries, remembered, freed, left, problems }: Pruned): object {
  return { schema: 1, entries, remembered, freed, left, problems };
}

/** What `cache clear` did. */
export function renderCleared({ entries, freed }: Cleared): string {
  return `Removed ${count(entries, "entry", "entries")}: ${renderBytes(freed)}.\n`;
}

export function toClearedJson({ entries, freed }: Cleared): object {
  return { schema: 1, entries, freed };
}
