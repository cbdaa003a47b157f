import { parseAllowances, type Allowance } from "../../changes/allowances.ts";
import { admits, bumpBetween, heldTo } from "../../changes/bump.ts";
import { describeChange } from "../../changes/describe.ts";
import type { RuleHit } from "../../changes/evaluate.ts";
import type { Finding } from "../../model/finding.ts";
import type { Bump } from "../../model/rule.ts";
import { RULES } from "../../model/rules.ts";
import type { VersionFile } from "../../registry/version-file.ts";
import { renumber } from "./commands.ts";
import type { ReadableDocument } from "./scene.ts";
import { ruleFinding } from "./finding.ts";
import { judge, proposeNumber, type Judgement, type Measure } from "./judge.ts";
import type { KnownVersion } from "./line-up.ts";
import { checkNumber } from "./numbering.ts";
import { measureOf, othersOf, plainVersion, readFile, readKnown, type Scene, type Verdict } from "./scene.ts";
import type { Touched } from "./touched.ts";
import { byImportance, gainedFinding, toSentence } from "./words.ts";

/** So many changes of one file are told one by one. */
const MOST_HITS = 20;

/** Judges a version that is not published yet: whether its number keeps what the numbers before it promise. */
export function checkNew({ file, status }: Extract<Touched, { kind: "new" }>, scene: Scene): Verdict {
  const measure = measureOf(file, scene.snapshot);
  const known = othersOf(file, scene);
  const previous = findHeldTo(file.semver, known, measure) ?? findHeldTo(file.semver, known, measure, true);
  const plain = plainVersion(file, status);
  const after = readFile(file, scene.read);
  // A file that is put right has had its number before.
  const numbersOf = (document: ReadableDocument | null): readonly Finding[] =>
    status === "added" ? numberFindings(file, document, known, measure, scene) : [];
  // What cannot be read is told with the file's other faults.
  if (after.kind === "broken") return { checked: plain, findings: numbersOf(null) };
  const numbers = numbersOf(after);
  if (previous === null) {
    return { checked: plain, findings: [...numbers, ...unusedFindings(file, measure, parseAllowances(after.comments).allowances)] };
  }
  const against = { version: previous.version, path: previous.path, tag: previous.tag };
  const given = bumpBetween(previous.semver, file.semver, measure.prereleaseWords);
  const before = readKnown(previous, scene.read);
  if (before.kind === "broken") {
    const said = {
      message: `${file.flow} ${file.version} cannot be compared with ${previous.version}: ${toSentence(before.fault.message)}`,
      at: { line: 1, column: 1 },
    };
    const findings = [...ruleFinding("not-compared", measure.settings("not-compared").level, file, said), ...numbers];
    return { checked: { ...plain, against, given }, findings };
  }
  return compared({ file, previous, after, given, known, measure }, judge(before, after, measure), scene, { ...plain, against }, numbers);
}

/** The version that a number is held to, of those that something can be compared with; of all others as well, if wanted. */
function findHeldTo(
  number: VersionFile["semver"],
  known: readonly KnownVersion[],
  { prereleaseWords }: Measure,
  others = false,
): KnownVersion | null {
  const candidates = known.filter(({ blob }) => others || blob !== null);
  const held = heldTo(
    number,
    candidates.map(({ semver }) => semver),
    prereleaseWords,
  );
  return held === null ? null : (candidates.find(({ semver }) => semver.compare(held) === 0) ?? null);
}

interface Step {
  readonly file: VersionFile;
  readonly previous: KnownVersion;
  readonly after: ReadableDocument;
  readonly given: Bump;
  readonly known: readonly KnownVersion[];
  readonly measure: Measure;
}

function compared(
  step: Step,
  judgement: Judgement,
  { snapshot, read }: Scene,
  plain: NonNullable<Verdict["checked"]>,
  numbers: readonly Finding[],
): Verdict {
  const { file, previous, after, given, known, measure } = step;
  const { comparison, hits, graph, required, gained, unused } = judgement;
  const broken = hits.filter(
    ({ allowed, level, bump }) =>
      allowed === null && level !== "off" && !admits(previous.semver, file.semver, bump, measure.prereleaseWords),
  );
  const proposed = broken.length === 0 ? null : proposeNumber(after, previous.semver, required, known, measure, read);
  return {
    checked: { ...plain, comparison, hits, graph, required, given, proposed },
    findings: [
      ...hitFindings(step, broken, proposed, snapshot),
      ...(given === "patch"
        ? gainedFinding(
            gained,
            measure.settings("capability-gained").level,
            file,
            `${file.flow} ${file.version}, a patch of ${previous.version},`,
          )
        : []),
      ...numbers,
      ...unusedFindings(file, measure, unused),
    ],
  };
}

function hitFindings(
  { file, previous, given }: Step,
  hits: readonly RuleHit[],
  proposed: string | null,
  snapshot: Scene["snapshot"],
): readonly Finding[] {
  const step = given === "none" ? "no step" : `a ${given} step`;
  const ordered = byImportance(hits);
  const rest = ordered.length - MOST_HITS;
  return ordered.slice(0, MOST_HITS).flatMap(({ rule, level, bump, change }, index) => {
    const more = index === MOST_HITS - 1 && rest > 0 ? ` ${rest} more changes ask for more than the number gives.` : "";
    return ruleFinding(rule, level, file, {
      message: `${toSentence(describeChange(change))} That takes a ${bump} step, and ${file.version} is ${step} from ${previous.version}.${more}`,
      at: change.after,
      fix: proposed === null ? RULES[rule].fix : `Call it ${proposed}.`,
      commands: proposed === null ? [] : renumber(file, proposed, snapshot),
    });
  });
}

function numberFindings(
  file: VersionFile,
  document: ReadableDocument | null,
  known: readonly KnownVersion[],
  measure: Measure,
  { snapshot, read }: Scene,
): readonly Finding[] {
  // A blocked name has to be put right before its number means anything.
  if (file.block !== null) return [];
  return checkNumber(file.semver, known, measure.prereleaseWords).flatMap(({ rule, message, after, deliberate }) => {
    const { level } = measure.settings(rule);
    const next = after === null || document === null ? null : proposeAfter(after, document, known, measure, read);
    return ruleFinding(rule, deliberate && level === "fail" ? "warn" : level, file, {
      message,
      at: { line: 1, column: 1 },
      ...(deliberate ? { fix: "Leave it as it is if it is a fix of the older version; else take a number above the newest one." } : {}),
      ...(next === null || next === file.version
        ? {}
        : { fix: `Call it ${next}, unless the number is meant.`, commands: renumber(file, next, snapshot) }),
    });
  });
}

function proposeAfter(
  after: VersionFile["semver"],
  document: ReadableDocument,
  known: readonly KnownVersion[],
  measure: Measure,
  read: Scene["read"],
): string | null {
  const own = known.find(({ semver, blob }) => blob !== null && semver.compare(after) === 0);
  const previous = own ?? findHeldTo(after, known, measure);
  const before = previous === null ? null : readKnown(previous, read);
  const required = before?.kind === "read" ? judge(before, document, measure).required : "major";
  return proposeNumber(document, after, required, known, measure, read);
}

function unusedFindings(file: VersionFile, { settings }: Measure, unused: readonly Allowance[]): readonly Finding[] {
  return unused.flatMap(({ line, rule, name }) =>
    ruleFinding("allowance-unused", settings("allowance-unused").level, file, {
      message: `The allowance of ${rule}${name === null ? "" : ` for ${name}`} allows nothing: there is no such change in this version.`,
      at: { line, column: 1 },
    }),
  );
}
