import { renderVisible } from "../manual/visible.ts";
import { newestFirst, type Offering, type OfferedFlow } from "../plan/consumer/offer.ts";
import type { PublishedVersion } from "../plan/consumer/published.ts";
import { count, renderNumber } from "./count.ts";
import { MAX_ROWS, renderMore, type TextOptions } from "./manual-text.ts";
import { renderOrigin } from "./origin-text.ts";
import { paint } from "./style.ts";
import { cut, GAP, renderTable, widest, type Cell } from "./table.ts";

/** How many versions are named before the others are only counted. */
export const NEWEST = 5;

/** Columns that a description, or a folder, is left with; a description is left out where it would have less. */
const LEAST = 12;

export interface OfferOptions extends Omit<TextOptions, "manual"> {
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What a registry offers, for people: where it comes from, then a row a flow. */
export function renderOffer({ origin, flows }: Offering, options: OfferOptions): string {
  const maxRows = options.maxRows ?? MAX_ROWS;
  const versions = flows.reduce((sum, flow) => sum + flow.versions.length, 0);
  const table = flows.length === 0 ? [] : ["", renderFlows(flows.slice(0, maxRows), toPlaces(flows), options)];
  const lines = [
    paint(options.colour, "bold", `Registry ${renderOrigin(origin, options.now)}`),
    `${count(flows.length, "flow")}, ${count(versions, "version")}`,
    ...table,
    ...renderMore(flows.length, maxRows),
    ...(origin.type === "path" ? [] : renderUntagged(flows)),
  ];
  return `${lines.join("\n")}\n`;
}

/** What tells flows of one name apart, as a column of a table: roots where there are several, folders where these are not enough. */
export function toPlaces(
  flows: readonly OfferedFlow[],
): { readonly title: string; readonly placeOf: (flow: OfferedFlow) => string } | null {
  const names = Map.groupBy(flows, ({ flow, root }) => `${flow}\0${root}`);
  if ([...names.values()].some((same) => same.length > 1)) return { title: "FOLDER", placeOf };
  return new Set(flows.map(({ root }) => root)).size > 1 ? { title: "ROOT", placeOf: ({ root }) => root ?? "" } : null;
}

/** The folder that a flow's own one is in: its end is the name of the flow, which stands beside it. */
function placeOf({ flow, path }: OfferedFlow): string {
  if (path === null || !path.endsWith(`/${flow}`)) return path === flow ? "." : (path ?? "");
  return path.slice(0, -flow.length - 1);
}

/** `1.2.0, 1.1.0 (yanked), + 3 more`: at most five, and fewer where they would take more columns than there are, but one. */
export function renderNewest(versions: readonly PublishedVersion[], columns: number, withKind: boolean): string {
  const words = versions.slice(0, NEWEST).map((version) => renderWithMarks(version, withKind));
  for (let shown = words.length; ; shown--) {
    const more = versions.length - shown;
    const text = [...words.slice(0, shown), ...(more > 0 ? [`+ ${renderNumber(more)} more`] : [])].join(", ");
    if (shown <= 1 || text.length <= columns) return text;
  }
}

/** `1.1.0 (yanked)`, `2.0.0-orbit (variant, deprecated)` */
function renderWithMarks({ version, kind, yanked, deprecated }: PublishedVersion, withKind: boolean): string {
  const words = [
    ...(withKind && kind !== "stable" ? [kind] : []),
    ...(yanked === null ? [] : ["yanked"]),
    ...(deprecated === null ? [] : ["deprecated"]),
  ];
  return words.length === 0 ? version : `${version} (${words.join(", ")})`;
}

/**
 * Names are shown whole where that is possible; versions get their columns before descriptions, which make way for them. The number of versions
 * that are left out stands at the end of its cell, so that nothing may be cut off there.
 */
function renderFlows(flows: readonly OfferedFlow[], places: ReturnType<typeof toPlaces>, options: OfferOptions): string {
  const latest = flows.map((flow) => flow.latest ?? "");
  const named = (columns: number): readonly string[] => flows.map((flow) => renderNewest(newestFirst(flow), columns, true));
  // Two versions may be shorter than one and the number of others.
  const [fewest, most] = [named(0), named(Infinity)];
  const least = Math.max("VERSIONS".length, ...fewest.map((text, index) => Math.min(widest(text), widest(most[index] ?? text))));
  const others = options.width - widestOf(["LATEST", ...latest]) - GAP * (places === null ? 3 : 4);

  const room = others - least;
  const folders = places === null ? null : fitAll(places.title, flows.map(places.placeOf), Math.max(LEAST, Math.floor(room / 2)));
  const besides = folders === null ? 0 : widestOf(folders);
  const names = fitAll(
    "FLOW",
    flows.map(({ flow }) => flow),
    Math.max(Math.floor(options.width / (folders === null ? 2 : 5)), room - besides),
  );

  const free = others - besides - widestOf(names);
  const descriptions = ["DESCRIPTION", ...flows.map(({ description }) => firstLine(description))];
  const described = Math.min(LEAST, widestOf(descriptions)) + GAP;
  // Where there is no room for both, what a flow is about can be read in `show`.
  const isNarrow = free - described < least;
  const versions = ["VERSIONS", ...named(isNarrow ? free : free - described)];
  const left = free - widestOf(versions) - GAP;
  const columns = [
    { texts: names, styleOf: () => null },
    ...(folders === null ? [] : [{ texts: folders, styleOf: () => null }]),
    { texts: ["LATEST", ...latest], styleOf: (flow: OfferedFlow) => (isLatestDeprecated(flow) ? ("yellow" as const) : ("green" as const)) },
    { texts: versions, styleOf: () => null },
    ...(isNarrow ? [] : [{ texts: descriptions.map((text) => fit(text, left)), styleOf: () => "dim" as const }]),
  ];
  const rows = flows.map((flow, index) =>
    columns.map(({ texts, styleOf }): Cell => ({ text: texts[index + 1] ?? "", style: styleOf(flow) })),
  );
  return renderTable(
    columns.map(({ texts: [head = ""] }) => head),
    rows,
    options,
  );
}

function fitAll(head: string, texts: readonly string[], most: number): readonly string[] {
  return [head, ...texts.map((text) => fit(text, most))];
}

/** The mark of a cut counts as two columns. */
function fit(text: string, columns: number): string {
  const safe = renderVisible(text);
  return widest(safe) <= columns ? safe : cut(safe, columns - 1);
}

function widestOf(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => widest(renderVisible(text))));
}

function isLatestDeprecated({ versions, latest }: OfferedFlow): boolean {
  return versions.some(({ version, deprecated }) => version === latest && deprecated !== null);
}

/** Their versions change without a new number, which a reader of the table cannot see. */
function renderUntagged(flows: readonly OfferedFlow[]): readonly string[] {
  const untagged = flows.filter(({ tagged }) => !tagged).length;
  return untagged === 0
    ? []
    : [
        "",
        `${count(untagged, "flow has", "flows have")} no version tags: what is there is what the newest commit holds, and changes with it.`,
      ];
}

/** The first line that says something, with single spaces. */
function firstLine(text: string | null): string {
  const line = text?.split("\n").find((candidate) => candidate.trim() !== "") ?? "";
  return line.trim().replace(/\s+/g, " ");
}
