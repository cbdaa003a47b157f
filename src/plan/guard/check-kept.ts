import type { Finding } from "../../model/finding.ts";
import { sameValue } from "../../registry/same-value.ts";
import type { VersionFile } from "../../registry/version-file.ts";
import { findChangedLines, placeOfChanges } from "./changed-lines.ts";
import { publishEdit, restore } from "./commands.ts";
import type { FlowDocument } from "./scene.ts";
import { ruleFinding } from "./finding.ts";
import { judge, proposeNumber, type Judgement, type Measure } from "./judge.ts";
import type { CheckedVersion } from "./report.ts";
import { measureOf, othersOf, plainVersion, readBlob, readFile, type Scene, type Verdict } from "./scene.ts";
import type { Touched } from "./touched.ts";
import { gainedFinding, summariseHits, toSentence } from "./words.ts";

type Kept = Extract<Touched, { kind: "kept" }>;

/** Judges what a pull request does to the content of a published version. */
export function checkKept(touched: Kept, scene: Scene): Verdict {
  const { file, published } = touched;
  const plain = { ...plainVersion(file, "restored"), against: { version: file.version, path: file.path, tag: published.tag } };
  if (file.regular && file.blob === published.blob) return { checked: plain, findings: [] };
  const [before, after] = [readBlob(published.blob, scene.read), readFile(file, scene.read)];
  if (before.kind === "read" && after.kind === "read" && sameValue(before.root, after.root))
    return { checked: { ...plain, status: "reformatted" }, findings: reformatted(touched, scene) };
  return edited(touched, scene, plain, before, after);
}

function reformatted(touched: Kept, scene: Scene): readonly Finding[] {
  const { file, published } = touched;
  const { level } = measureOf(file, scene.snapshot).settings("published-reformatted");
  const lines = changedLines(touched, scene);
  return ruleFinding("published-reformatted", level, file, {
    message: `${nameOf(file)} is published, and the form of its file changes, though not what it says.`,
    at: lines === null ? null : { line: lines.first, column: 1 },
    commands: restore(file, published, null, scene.snapshot),
  });
}

function edited(touched: Kept, scene: Scene, plain: CheckedVersion, before: FlowDocument, after: FlowDocument): Verdict {
  const { file, published } = touched;
  const measure = measureOf(file, scene.snapshot);
  const isRead = before.kind === "read" && after.kind === "read";
  const judgement = isRead ? judge(before, after, measure) : null;
  // What cannot be compared may be anything; what cannot be read can be no version either.
  const required = judgement?.required ?? (after.kind === "read" ? "major" : "none");
  const others = othersOf(file, scene);
  const self = { ...file, tag: published.tag, blob: published.blob, published: true };
  const proposed = after.kind === "read" ? proposeNumber(after, file.semver, required, [...others, self], measure, scene.read) : null;
  const checked: CheckedVersion = {
    ...plain,
    status: "edited",
    comparison: judgement?.comparison ?? null,
    hits: judgement?.hits ?? [],
    graph: judgement?.graph ?? null,
    required,
    given: "none",
    proposed,
  };
  return {
    checked,
    findings: [editFinding(touched, scene, { measure, judgement, proposed, before, after }), capabilities(file, measure, judgement)].flat(),
  };
}

interface Edit {
  readonly measure: Measure;
  readonly judgement: Judgement | null;
  readonly proposed: string | null;
  readonly before: FlowDocument;
  readonly after: FlowDocument;
}

function editFinding(touched: Kept, scene: Scene, { measure, judgement, proposed, before, after }: Edit): readonly Finding[] {
  const { file, published } = touched;
  const isOnBase = touched.before !== null;
  const did = isOnBase ? "is published, and its content changes" : "was published, and comes back with other content";
  const what = judgement === null ? notCompared(file, before, after) : compared(judgement);
  const next = proposed === null ? "" : ` As a new version it would be ${proposed}.`;
  return ruleFinding("published-edited", measure.settings("published-edited").level, file, {
    message: `${nameOf(file)} ${did}: ${what}.${next}`,
    at: after.kind === "broken" ? after.fault.at : placeOfChanges(judgement?.comparison.changes ?? [], changedLines(touched, scene)),
    ...(proposed === null
      ? { commands: isOnBase ? restore(file, published, null, scene.snapshot) : [] }
      : {
          fix: `Publish the change as ${proposed}, and put ${file.version} back.`,
          commands: publishEdit(file, published, isOnBase, proposed, scene.snapshot),
        }),
  });
}

function capabilities(file: VersionFile, { settings }: Measure, judgement: Judgement | null): readonly Finding[] {
  if (judgement === null) return [];
  return gainedFinding(judgement.gained, settings("capability-gained").level, file, `The published ${nameOf(file)}`);
}

/** A value that is written in another way, or a list in another order, can mean the same to the format. */
function compared({ hits }: Judgement): string {
  return hits.length === 0 ? "in order or spelling, though in nothing that its format gives a meaning to" : summariseHits(hits);
}

function notCompared({ regular }: VersionFile, before: FlowDocument, after: FlowDocument): string {
  if (!regular) return "it is a link or a submodule now";
  if (after.kind === "broken") return `it cannot be read (${toSentence(after.fault.message).slice(0, -1)}, line ${after.fault.at.line})`;
  return before.kind === "broken"
    ? "what was published cannot be read, so that nobody can tell what changed"
    : "nobody can tell what changed";
}

/** The lines that the pull request changes; those that differ from what was published where the base has no such file. */
function changedLines({ file, published, before }: Kept, { read }: Scene): ReturnType<typeof findChangedLines> {
  const [old, now] = [readBlob(before ?? published.blob, read).text, readFile(file, read).text];
  return old === null || now === null ? null : findChangedLines(old, now);
}

function nameOf({ flow, version }: VersionFile): string {
  return `${flow} ${version}`;
}
