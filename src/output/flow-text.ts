import { renderVisible } from "../manual/visible.ts";
import { quoteShell } from "../model/quote.ts";
import type { FlowCard, FlowCards, FlowInput, Shown } from "../plan/consumer/flow-card.ts";
import { newestFirst, toLines, type Origin, type VersionLine } from "../plan/consumer/offer.ts";
import { count, renderNumber } from "./count.ts";
import { renderFix } from "./manual-text.ts";
import { renderMarks } from "./marks-text.ts";
import { toOfferFlow, toOfferRegistry } from "./offer-json.ts";
import { renderNewest, type OfferOptions } from "./offer-text.ts";
import { renderOrigin } from "./origin-text.ts";
import { paint } from "./style.ts";

type Field = readonly [label: string, value: string];

/** Marked versions and files beyond that are counted. */
const MAX_ITEMS = 20;
const GAP = 2;

/** A flow for people: what it is, its versions by line, their marks, and all of the version that the reference means. */
export function renderCards({ origin, cards }: FlowCards, options: OfferOptions): string {
  return cards.map((card) => `${renderCard(card, origin, options).join("\n")}\n`).join("\n");
}

/** The same for machines. */
export function toCardsJson({ origin, cards }: FlowCards): object {
  return {
    schema: 1,
    registry: toOfferRegistry(origin),
    flows: cards.map(({ flow, shown }) => ({ ...toOfferFlow(flow), ...toShownJson(shown) })),
  };
}

function toShownJson(shown: Shown): object {
  switch (shown.kind) {
    case "resolved": {
      const { resolved, pin, inputs } = shown;
      const { version, kind, tag, commit, path, digest, contentDigest, files, framework, yanked, deprecated, why, staleSince } = resolved;
      return {
        shown: {
          version,
          kind,
          tag,
          commit,
          path,
          digest,
          contentDigest,
          files,
          framework,
          yanked,
          deprecated,
          why,
          staleSince,
          pin,
          inputs,
        },
        problem: null,
      };
    }
    case "unresolved":
      return { shown: null, problem: shown.problem };
  }
}

function renderCard({ flow, shown }: FlowCard, origin: Origin, options: OfferOptions): readonly string[] {
  const { description, root, path, latest } = flow;
  const latestTag = newestFirst(flow).find(({ version }) => version === latest)?.tag?.name;
  const isFolder = origin.type === "path";
  const facts: readonly Field[] = [
    ["registry", renderOrigin(origin, options.now)],
    ...(root === null || root === "" ? [] : [["root", root] as const]),
    [flow.layout === "index" ? "file" : "folder", path ?? "gone from the newest commit; published versions are still there"],
    ...(flow.versions.length === 0
      ? []
      : [["latest", latest === null ? "no stable version" : `${latest}${latestTag === undefined ? "" : `, tag ${latestTag}`}`] as const]),
    ...(flow.tagged || isFolder ? [] : [["tags", "none: what is there is what the newest commit holds, and changes with it"] as const]),
  ];
  return [
    paint(options.colour, "bold", renderVisible(flow.flow)),
    ...renderDescription(description),
    "",
    ...renderFields(facts, options),
    ...renderLines(toLines(flow), options),
    ...renderMarked(flow, options),
    "",
    ...renderShown(shown, options),
  ];
}

function renderDescription(description: string | null): readonly string[] {
  return (description ?? "")
    .trim()
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => `  ${renderVisible(line.trimEnd())}`);
}

function renderLines(lines: readonly VersionLine[], options: OfferOptions): readonly string[] {
  const columns = options.width - 20;
  const fields = lines.map(({ kind, variant, versions }): Field => [
    kind === "variant" ? `variant ${variant}` : kind,
    renderNewest(versions, columns, false),
  ]);
  return renderSection("Versions", fields, options);
}

function renderMarked(flow: FlowCard["flow"], options: OfferOptions): readonly string[] {
  const marked = newestFirst(flow).flatMap((version) => renderMarks(version).map((mark): Field => [version.version, mark]));
  const more = marked.length - MAX_ITEMS;
  return renderSection(
    "Marks",
    [...marked.slice(0, MAX_ITEMS), ...(more > 0 ? [[`+ ${renderNumber(more)} more`, ""] as const] : [])],
    options,
  );
}

function renderShown(shown: Shown, options: OfferOptions): readonly string[] {
  switch (shown.kind) {
    case "unresolved":
      return [
        `${paint(options.colour, "yellow", "No version to show")}: ${renderVisible(shown.problem.message)}`,
        `  ${renderFix(shown.problem.fix)}`,
      ];
    case "resolved": {
      const { resolved, pin, inputs } = shown;
      const { version, commit, tag, path, digest, contentDigest, files, framework, why } = resolved;
      const others = files.filter((file) => file.path !== path);
      const fields: readonly Field[] = [
        ["why", why],
        ...(pin === null ? [] : [["pin", quoteShell(pin)] as const]),
        ...(tag === null ? [] : [["tag", tag] as const]),
        ...(commit === null ? [] : [["commit", commit] as const]),
        ["file", path],
        ["digest", digest],
        ...(contentDigest === digest ? [] : [["with its files", contentDigest] as const]),
        ...(framework === null ? [] : [["format", framework] as const]),
        ...(inputs.length === 0 ? [] : [["inputs", inputs.map(renderInput).join(", ")] as const]),
        ...others
          .slice(0, MAX_ITEMS)
          .map((file, index): Field => [index === 0 ? "uses" : "", `${file.path} (${count(file.size, "byte")})`]),
        ...(others.length > MAX_ITEMS ? [["", `+ ${renderNumber(others.length - MAX_ITEMS)} more`] as const] : []),
      ];
      return [
        paint(options.colour, "bold", `Version ${version === null ? "without a number" : renderVisible(version)}`),
        ...renderFields(fields, options),
      ];
    }
  }
}

function renderInput({ name, required }: FlowInput): string {
  return required ? name : `${name} (optional)`;
}

function renderSection(title: string, fields: readonly Field[], options: OfferOptions): readonly string[] {
  return fields.length === 0 ? [] : ["", paint(options.colour, "bold", title), ...renderFields(fields, options)];
}

/** Labels in a column of their own; values are for pasting, and never cut. */
function renderFields(fields: readonly Field[], { colour }: OfferOptions): readonly string[] {
  const safe = fields.map(([label, value]) => [renderVisible(label), renderVisible(value)] as const);
  const width = Math.max(...safe.map(([label]) => label.length)) + GAP;
  return safe.map(([label, value]) => `  ${paint(colour, "dim", label)}${" ".repeat(width - label.length)}${value}`.trimEnd());
}
