import { newestFirst, type Offering, type OfferedFlow } from "../plan/consumer/offer.ts";
import type { PublishedVersion } from "../plan/consumer/published.ts";
import { count, shortSha } from "./count.ts";
import { renderMarks } from "./marks-text.ts";
import { toOfferRegistry, toOfferVersion } from "./offer-json.ts";
import { toPlaces, type OfferOptions } from "./offer-text.ts";
import { renderOrigin } from "./origin-text.ts";
import { paint, type Style } from "./style.ts";
import { renderTable, type Cell } from "./table.ts";

/** Every version of one flow, newest first; of several flows of that name, one below the other. */
export function renderVersions({ origin, flows }: Offering, options: OfferOptions): string {
  const places = toPlaces(flows);
  const rows = flows.flatMap((flow) => newestFirst(flow).map((version) => toRow(flow, version, places?.placeOf(flow) ?? null)));
  const head = [...(places === null ? [] : [places.title]), "VERSION", "KIND", "TAG", "COMMIT", "MARKS"];
  const name = flows[0]?.flow ?? "";
  const lines = [
    paint(options.colour, "bold", `${name} in ${renderOrigin(origin, options.now)}`),
    count(rows.length, "version"),
    ...(rows.length === 0 ? [] : ["", renderTable(head, rows, options)]),
  ];
  return `${lines.join("\n")}\n`;
}

/** The same for machines: versions lowest first. */
export function toVersionsJson({ origin, flows }: Offering): object {
  const versions = flows.flatMap((flow) =>
    flow.versions.map((version) => ({ root: flow.root, ...toOfferVersion(version), latest: version.version === flow.latest })),
  );
  return { schema: 1, registry: toOfferRegistry(origin), flow: flows[0]?.flow ?? null, versions };
}

function toRow({ latest }: OfferedFlow, version: PublishedVersion, place: string | null): readonly Cell[] {
  const isLatest = version.version === latest;
  const marks = [...(isLatest ? ["latest"] : []), ...renderMarks(version)].join("; ");
  return [
    ...(place === null ? [] : [{ text: place, style: null }]),
    { text: version.version, style: isLatest ? "green" : null },
    { text: version.kind, style: null },
    { text: version.tag?.name ?? "", style: null },
    { text: shortSha(version.tag?.ref.commit ?? null), style: "dim" },
    { text: marks, style: toStyle(version) },
  ];
}

function toStyle({ yanked, deprecated }: PublishedVersion): Style | null {
  if (yanked !== null) return "red";
  return deprecated === null ? null : "yellow";
}
