import { compareBuild } from "semver";
import type { Selection } from "../config/config.ts";
import { nextVersion } from "../changes/next-version.ts";
import { compareText } from "../model/compare-text.ts";
import type { Marks } from "../model/marks.ts";
import { folderOf } from "../model/path.ts";
import { versionText } from "../model/version.ts";
import type { Action, Plan, PlannedVersion } from "../model/plan.ts";
import type { Block, VersionFile } from "../registry/version-file.ts";
import { planRelease, planTag } from "./actions.ts";
import { planDigests } from "./digest.ts";
import { planEdits } from "./edits.ts";
import { nestingChecker } from "./existing-tags.ts";
import { findLatest, planLatest } from "./latest.ts";
import { marksReader } from "./marks.ts";
import { placeVersion, type Placement } from "./place.ts";
import { planProblems } from "./problems.ts";
import { landedSince, selectFiles } from "./select.ts";
import type { Snapshot, Withdrawn } from "./snapshot.ts";
import { NOTHING, planState, type State } from "./state.ts";

interface Decided {
  readonly file: VersionFile;
  readonly placement: Placement;
  readonly state: State;
  /** What is missing, were it not for an obstacle that a person can get past by hand; otherwise nothing. */
  readonly byHand: Pick<State, "tag" | "release">;
  readonly planned: PlannedVersion;
}

/**
 * Decides everything: what each version is, and which actions make the registry complete, oldest landing first. A pure
 * function of what was read; carrying out its actions and planning again gives no actions.
 */
export function buildPlan(snapshot: Snapshot, selection: Selection): Plan {
  const nesting = nestingChecker(snapshot.tags);
  const marksOf = marksReader(snapshot);
  const selected = selectFiles(snapshot.registry, selection)
    .toSorted((a, b) => compareText(a.flow, b.flow) || compareBuild(a.semver, b.semver) || compareText(a.path, b.path))
    .map((file) => decide(file, snapshot, nesting, marksOf(file)));
  const latest = findLatest(snapshot);
  const chosen = limit(
    inOrder(
      selected.filter(({ state }) => state.tag || state.release),
      snapshot,
    ),
    snapshot,
    selection,
  );
  const gone =
    selection.version === null
      ? snapshot.withdrawn
          .filter(({ flow }) => selection.flows.length === 0 || selection.flows.includes(flow))
          .map((version) => toWithdrawn(version, marksOf(version)))
          .toSorted(byName)
      : [];
  const edits = planEdits([...editable(selected, snapshot, selection), ...(selection.since === null ? gone : [])], snapshot);
  return {
    schema: 1,
    branch: snapshot.branch,
    head: snapshot.head,
    versions: [...selected.map(({ planned }) => planned), ...gone],
    actions: [
      ...chosen.flatMap((decided) => tagAction(decided, decided.state, snapshot)),
      ...chosen.flatMap((decided) => releaseAction(decided, decided.state, latest, snapshot)),
      ...planDigests(
        snapshot,
        chosen.flatMap(({ file: { tag }, state }) => (state.release && tag !== null ? [tag] : [])),
      ),
      ...selected
        .filter(({ file }) => file === latest)
        .flatMap((decided) => planLatest(decided.file, decided.state, !decided.state.tag || chosen.includes(decided), snapshot)),
      ...edits.actions,
    ],
    manual: inOrder(selected, snapshot).flatMap((decided) => [
      ...tagAction(decided, decided.byHand, snapshot),
      ...releaseAction(decided, decided.byHand, latest, snapshot),
    ]),
    problems: [...planProblems(snapshot, selection, new Set(selected.map(({ file }) => file.path))), ...edits.problems],
  };
}

function decide(file: VersionFile, snapshot: Snapshot, nesting: ReturnType<typeof nestingChecker>, marks: Marks): Decided {
  const placement = placeVersion(file, snapshot);
  const block = file.block ?? (file.tag === null ? null : nesting(file.tag));
  const obstacle = block === null && file.tag !== null ? (snapshot.obstacles.get(file.tag) ?? null) : null;
  const decideWith = (found: Block | null): State =>
    planState(file, placement, file.tag === null ? "missing" : snapshot.releaseOf(file.tag), snapshot, found);
  const state = decideWith(block ?? obstacle);
  const view = file.tag === null ? undefined : snapshot.views.get(file.tag);
  const planned: PlannedVersion = {
    flow: file.flow,
    version: file.version,
    path: file.path,
    tag: file.tag,
    blob: file.blob,
    digest: file.regular ? (snapshot.digests.get(file.blob) ?? null) : null,
    target: placement.target,
    introduced: placement.introduced,
    previous: file.previous,
    kind: file.kind,
    state: state.state,
    code: state.code,
    reason: state.reason,
    tagged: view === undefined ? null : { commit: view.commit, blob: view.blob },
    marks,
    proposed: state.code === "file-changed" ? propose(file, snapshot) : null,
  };
  return { file, placement, state, byHand: obstacle?.byHand === true ? decideWith(null) : NOTHING, planned };
}

function tagAction(
  { file, placement, planned }: Decided,
  missing: Pick<State, "tag">,
  { digests, contents, targetBlobs, line }: Snapshot,
): readonly Action[] {
  if (!missing.tag || file.tag === null) return [];
  const digest = digests.get(targetBlobs.get(file.path) ?? file.blob);
  const time = line.time(placement.target ?? "");
  if (placement.target === null || time === undefined || digest === undefined)
    throw new Error(`${file.path} was read without its target or its content`);
  const contentDigest = contents.get(file.path)?.digest ?? digest;
  return [planTag(planned, file.tag, placement.target, time, { digest, contentDigest })];
}

function releaseAction(
  { file, placement, planned }: Decided,
  missing: Pick<State, "release">,
  latest: VersionFile | undefined,
  { config, views }: Snapshot,
): readonly Action[] {
  if (!missing.release || file.tag === null || config.release !== "each") return [];
  // A tag that exists is where the release belongs, also when the file has changed since.
  const target = views.get(file.tag)?.commit ?? placement.target;
  if (target === null) throw new Error(`${file.path} was read without its target`);
  return [planRelease(planned, file.tag, target, file === latest, config)];
}

/** By landing, oldest first; then as they come, by flow and version, so that a predecessor goes before its successor. */
function inOrder(sorted: readonly Decided[], { line }: Snapshot): readonly Decided[] {
  return sorted
    .map((decided) => ({ decided, age: line.position(decided.placement.target ?? "") ?? 0 }))
    .toSorted((a, b) => b.age - a.age)
    .map(({ decided }) => decided);
}

function limit(decided: readonly Decided[], { line }: Snapshot, { since, limit: most }: Selection): readonly Decided[] {
  const dated = decided.map((item) => ({ item, time: line.time(item.placement.target ?? "") ?? 0 }));
  const recent = landedSince(dated, since).map(({ item }) => item);
  return most === null ? recent : recent.slice(0, most);
}

/** Versions whose release stays, if there is one; what is blocked by its name may share its tag with another. */
function editable(selected: readonly Decided[], { line }: Snapshot, { since }: Selection): readonly PlannedVersion[] {
  const kept = selected.filter(
    ({ file, placement, state }) => file.block === null && !state.release && (placement.tag !== "none" || state.tag),
  );
  const dated = kept.map(({ planned, placement }) => ({ planned, time: line.time(placement.target ?? "") }));
  return landedSince(dated, since).map(({ planned }) => planned);
}

/** The number that admits to what changed in a published file, as if it were a new version. */
function propose(file: VersionFile, { registry, needed, config }: Snapshot): string | null {
  const folder = folderOf(file.path);
  const taken = registry.files.filter(({ path }) => folderOf(path) === folder).map(({ semver }) => semver);
  const next = nextVersion(file.semver, needed.get(file.path) ?? "patch", taken, config.prerelease);
  return next === null ? null : versionText(next);
}

function toWithdrawn({ flow, version, path, tag, commit, blob, kind }: Withdrawn, marks: Marks): PlannedVersion {
  return {
    flow,
    version,
    path,
    tag,
    blob: null,
    digest: null,
    target: null,
    introduced: null,
    previous: null,
    kind,
    state: "withdrawn",
    code: null,
    reason: "The file is gone from the branch; its tag and release stay.",
    tagged: { commit, blob },
    marks,
    proposed: null,
  };
}

function byName(a: PlannedVersion, b: PlannedVersion): number {
  return compareText(a.flow, b.flow) || compareBuild(a.version, b.version) || compareText(a.path, b.path);
}
