import { toMarkWords, type Marks, type MarkWord } from "../model/marks.ts";
import type { EditRelease, Plan, PlannedVersion } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Release } from "../model/release.ts";
import { readBanner, renderAlerts, withBanner, withoutBanner } from "../notes/banner.ts";
import { authorOf } from "../notes/marker.ts";
import type { Snapshot } from "./snapshot.ts";

/** A new text, and the one that was read: what is there instead by then, a person wrote. */
export interface EditedText {
  readonly before: string;
  readonly body: string;
}

type Texts = Pick<Snapshot, "releases" | "fresh">;
type Marked = Pick<PlannedVersion, "flow" | "version" | "path" | "tag" | "marks">;

/** Changes of existing releases, and a warning for each that a person edited. Of versions whose release was read only. */
export function planEdits(
  versions: readonly Marked[],
  texts: Texts,
): { readonly actions: readonly EditRelease[]; readonly problems: readonly Problem[] } {
  const actions: EditRelease[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const version of versions) {
    const { flow, version: number, tag, marks } = version;
    const release = tag === null ? undefined : texts.releases.get(tag);
    // A tag may read as two versions that are gone, one in each of two roots.
    if (tag === null || release === undefined || seen.has(tag)) continue;
    seen.add(tag);
    if (authorOf(release.body) !== "ours") {
      if (texts.fresh !== null || !isSaid(release.body, marks)) problems.push(toProblem(version, release, texts.fresh !== null));
      continue;
    }
    const why = reasonOf(release, marks, texts.fresh?.get(tag) ?? null);
    if (why !== null) actions.push({ type: "edit-release", flow, version: number, tag, why });
  }
  return { actions, problems };
}

/** Texts of the releases that a plan edits, by tag. */
export function editedTexts(
  { actions, versions }: Pick<Plan, "actions" | "versions">,
  { releases, fresh }: Texts,
): ReadonlyMap<string, EditedText> {
  const marks = new Map(versions.toReversed().map((version) => [version.tag, version.marks]));
  return new Map(
    actions.flatMap(({ type, tag }) => {
      const release = releases.get(tag);
      const wanted = marks.get(tag);
      if (type !== "edit-release" || release === undefined || wanted === undefined) return [];
      return [[tag, { before: release.body, body: wantedBody(release, wanted, fresh?.get(tag) ?? null) }] as const];
    }),
  );
}

/** `fresh`: notes as they would be written now; null: the text stays. */
function wantedBody({ body }: Release, marks: Marks, fresh: string | null): string {
  if (fresh !== null) return withBanner(fresh, marks);
  return withBanner(body, { ...marks, backport: wordsOf(body).includes("backport") });
}

const CHANGES = [
  ["yanked", "yanked", "unyanked"],
  ["withdrawn", "withdrawn", "restored"],
  ["deprecated", "deprecated", "undeprecated"],
] as const;

/** Why a release of ours has to be edited, or null. That a version is a backport is told once, when it is released. */
function reasonOf(release: Release, marks: Marks, fresh: string | null): EditRelease["why"] | null {
  const wanted = wantedBody(release, marks, fresh);
  // Servers may cut the end.
  if (wanted.trimEnd() === release.body.trimEnd()) return null;
  const [before, after] = [wordsOf(release.body), toMarkWords(marks)];
  for (const [word, set, unset] of CHANGES) {
    if (before.includes(word) !== after.includes(word)) return after.includes(word) ? set : unset;
  }
  if (fresh !== null && withoutBanner(wanted).trimEnd() !== withoutBanner(release.body).trimEnd()) return "resync";
  return CHANGES.find(([word]) => after.includes(word))?.[1] ?? (fresh === null ? null : "resync");
}

function wordsOf(body: string): readonly MarkWord[] {
  return readBanner(body)?.words ?? [];
}

/** Whether a text that a person wrote tells what has to be told, and has no banner of ours that does not hold any more. */
function isSaid(body: string, marks: Marks): boolean {
  const text = body.replaceAll("\r\n", "\n");
  const words = new Set<MarkWord>(toMarkWords(marks));
  return (
    wordsOf(body).every((word) => word === "backport" || words.has(word)) &&
    renderAlerts({ ...marks, backport: false }).every((alert) => text.includes(alert))
  );
}

function toProblem({ flow, version, path, tag, marks }: Marked, { body }: Release, resync: boolean): Problem {
  const words = toMarkWords(marks).filter((word) => word !== "backport");
  const lines = renderAlerts({ ...marks, backport: false }).flatMap((alert) => alert.split("\n"));
  const state = words.length === 0 ? "it is not marked (any more)" : `the version is ${words.join(" and ")}`;
  const said = isSaid(body, marks);
  const why = said ? "" : `; ${state}, and the text does not tell`;
  const fix = said
    ? `\`flow-tagbot notes ${flow}@${version}\` prints the text of today; put it there by hand if it is wanted.`
    : lines.length === 0
      ? "Remove the banner at the top of the release's text by hand."
      : `Write at the top of the release's text, each on a line of its own: ${lines.map((line) => `"${line}"`).join(", ")}`;
  const whose = authorOf(body) === "foreign" ? "was not written by flow-tagbot" : "was edited by a person";
  return {
    code: "release-edited",
    severity: "warning",
    path,
    line: null,
    message: `The text of the release ${tag ?? ""} ${whose} and is left alone${resync && said ? "" : why}.`,
    fix,
  };
}
