import fc from "fast-check";
import type { Capability, Change, Comparison, DocumentPath, Meaning, Shown, Step } from "../../src/changes/change.ts";
import type { RuleHit } from "../../src/changes/evaluate.ts";
import type { ChangedGraph, ChangedNode } from "../../src/changes/graph.ts";
import { SUBJECTS } from "../../src/model/rule.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Compared } from "../../src/changes/compared.ts";
import type { CheckedVersion, CheckReport } from "../../src/plan/guard/report.ts";
import { foreign } from "../manual/sample-plan.ts";

/** `components.#planner.toolset`: keys, and names of items after `#`. */
export function pathOf(text: string): DocumentPath {
  return text.split(".").map((step): Step => (step.startsWith("#") ? { kind: "item", name: step.slice(1) } : { kind: "key", key: step }));
}

export const scalar = (value: string | number | boolean | null): Shown => ({ kind: "scalar", value });

const at = (line: number): { readonly line: number; readonly column: number } => ({ line, column: 3 });

type Parts = Partial<Meaning> & Pick<Meaning, "subject">;

function common(
  path: string,
  { subject, name = path.split(".").at(-1)?.replace("#", "") ?? "", owner = null, traits = [] }: Parts,
): {
  readonly path: DocumentPath;
  readonly meaning: Meaning;
  readonly before: { readonly line: number; readonly column: number };
  readonly after: { readonly line: number; readonly column: number };
} {
  return { path: pathOf(path), meaning: { subject, name, owner, traits }, before: at(2), after: at(5) };
}

export const added = (path: string, meaning: Parts, value: Shown, parts: readonly Change[] = []): Change => ({
  ...common(path, meaning),
  before: null,
  kind: "added",
  value,
  parts,
});
export const removed = (path: string, meaning: Parts, value: Shown, parts: readonly Change[] = []): Change => ({
  ...common(path, meaning),
  kind: "removed",
  value,
  parts,
});
export const changed = (path: string, meaning: Parts, from: Shown, to: Shown): Change => ({
  ...common(path, meaning),
  kind: "changed",
  from,
  to,
});
export const renamed = (path: string, meaning: Parts, from: string, to: string): Change => ({
  ...common(path, meaning),
  kind: "renamed",
  from,
  to,
});
export const moved = (path: string, meaning: Parts, from: number, to: number): Change => ({
  ...common(path, meaning),
  kind: "moved",
  from,
  to,
});

const OLD_PROMPT = "You are a reviewer.\nRead the change.\nSay what is wrong.\n";
const NEW_PROMPT = "You are a reviewer.\nRead the whole change, with its tests.\nSay what is wrong.\n";

export const changes: readonly Change[] = [
  changed("environment", { subject: "environment" }, scalar("chat"), scalar("ambient")),
  changed("components.#planner.prompt_version", { subject: "prompt-version", owner: "planner" }, scalar("^1.0.0"), scalar("^2.0.0")),
  added("components.#planner.toolset.#create_merge_request", { subject: "tool", owner: "planner" }, scalar("create_merge_request")),
  removed("components.#planner.toolset.#read_file", { subject: "tool", owner: "planner" }, scalar("read_file")),
  renamed("components.#judge", { subject: "component" }, "reviewer", "judge"),
  changed("components.#judge.timeout", { subject: "setting", owner: "judge" }, scalar(10), scalar("10")),
  added("components.#score_fetch", { subject: "component" }, { kind: "map", size: 3 }, [
    added("components.#score_fetch.type", { subject: "component-type", owner: "score_fetch" }, scalar("DeterministicStepComponent")),
    added("components.#score_fetch.tool_name", { subject: "tool", owner: "score_fetch", name: "fetch_score" }, scalar("fetch_score")),
  ]),
  changed(
    "flow.inputs.#goal.input_schema.depth.type",
    { subject: "input", name: "goal.depth", traits: ["type"] },
    scalar("string"),
    scalar("number"),
  ),
  moved("flow.steps.#last", { subject: "setting" }, 3, 0),
  changed("prompts.#plan.prompt_template.system", { subject: "prompt-text", owner: "plan" }, scalar(OLD_PROMPT), scalar(NEW_PROMPT)),
];

export const capabilities: Comparison["capabilities"] = {
  gained: [
    { kind: "tool", name: "fetch_score", owners: ["score_fetch"], at: at(20), wholly: false },
    { kind: "tool", name: "create_merge_request", owners: ["planner"], at: at(9), wholly: true },
  ],
  lost: [{ kind: "tool", name: "read_file", owners: ["planner"], at: at(8), wholly: true }],
};

export const comparison: Comparison = { profile: "flow-registry", changes, capabilities };

const hit = (rule: RuleHit["rule"], change: Change | undefined, part: Partial<RuleHit> = {}): readonly RuleHit[] =>
  change === undefined ? [] : [{ rule, change, bump: "minor", level: "fail", allowed: null, ...part }];

export const hits: readonly RuleHit[] = [
  ...hit("tool-added", changes[2]),
  ...hit("tool-added", changes[2]),
  ...hit("environment-changed", changes[0], { bump: "major" }),
  ...hit("tool-removed", changes[3], { allowed: { reason: "nobody used it", line: 2 } }),
  ...hit("setting-changed", changes[5], { bump: "patch", level: "off" }),
];

const node = (id: string, kind: ChangedNode["kind"], mark: ChangedNode["mark"] = "same", was: string | null = null): ChangedNode => ({
  id: kind === "entry" ? "entry" : `${kind === "end" ? "end" : "step"}:${id}`,
  label: id,
  kind,
  type: "",
  mark,
  was,
});

/** In another order than control goes through it, and with a loop. */
export const graph: ChangedGraph = {
  nodes: [
    node("start", "entry"),
    node("judge", "step", "changed", "reviewer"),
    node("planner", "step"),
    node("approval", "gate", "added"),
    node("all", "group"),
    node("end", "end"),
    node("old_step", "step", "removed"),
  ],
  edges: [
    { from: "entry", to: "step:planner", condition: null, mark: "same", was: null },
    { from: "step:judge", to: "step:planner", condition: "again", mark: "same", was: null },
    { from: "step:planner", to: "step:judge", condition: "success", mark: "changed", was: "ok" },
    { from: "step:planner", to: "step:approval", condition: "needs human", mark: "added", was: null },
    { from: "step:judge", to: "step:all", condition: null, mark: "same", was: null },
    { from: "step:all", to: "end:end", condition: "default_route", mark: "same", was: null },
    { from: "step:planner", to: "step:old_step", condition: null, mark: "removed", was: null },
  ],
};

export const compared: Compared = { flow: "code_review", from: "1.2.0", to: "1.2.1", comparison, hits, required: "major", graph };

export const finding = (part: Partial<Finding>): Finding => ({
  id: "environment-changed",
  severity: "error",
  flow: "code_review",
  version: "1.2.1",
  path: "flows/code_review/1.2.1.yml",
  line: 3,
  column: 1,
  endLine: 3,
  message: "The environment of code_review changed from chat to ambient, and 1.2.1 is a patch of 1.2.0.",
  fix: "Call it 2.0.0.",
  commands: ["git mv flows/code_review/1.2.1.yml flows/code_review/2.0.0.yml"],
  ...part,
});

export const checked = (part: Partial<CheckedVersion>): CheckedVersion => ({
  flow: "code_review",
  version: "1.2.1",
  path: "flows/code_review/1.2.1.yml",
  status: "added",
  against: { version: "1.2.0", path: "flows/code_review/1.2.0.yml", tag: "code_review-v1.2.0" },
  comparison,
  hits,
  graph,
  required: "major",
  given: "patch",
  proposed: "2.0.0",
  dependencies: [
    { kind: "prompt", id: "review/plan", range: "^2.0.0", line: 12, resolved: "2.1.0", kept: true, pinned: false },
    { kind: "schema", id: "answer", range: "1.0.0", line: 13, resolved: "1.0.0", kept: true, pinned: true },
  ],
  ...part,
});

const untouched: Partial<CheckedVersion> = { comparison: null, hits: [], graph: null, dependencies: [] };

export const report: CheckReport = {
  schema: 1,
  base: "main",
  head: "f".repeat(40),
  versions: [
    checked({}),
    checked({
      ...untouched,
      flow: "triage",
      version: "1.0.0",
      path: "flows/triage/1.0.0.yml",
      status: "deleted",
      required: "none",
      given: null,
      proposed: null,
    }),
  ],
  findings: [
    finding({}),
    finding({
      id: "published-deleted",
      flow: "triage",
      path: "flows/triage/1.0.0.yml",
      line: null,
      column: null,
      endLine: null,
      message: "triage 1.0.0 is published, and was deleted.",
      fix: "Put it back.",
      commands: ["git checkout main -- flows/triage/1.0.0.yml"],
    }),
    finding({
      id: "dependency-floating",
      severity: "warning",
      line: 12,
      column: 5,
      endLine: 14,
      message: "^2.0.0 takes 2.1.0 today.",
      fix: "",
      commands: [],
    }),
  ],
  ok: false,
};

export const emptyReport: CheckReport = { schema: 1, base: "main", head: null, versions: [], findings: [], ok: true };

const steps = fc.array(
  fc.oneof(
    foreign.map((key): Step => ({ kind: "key", key })),
    foreign.map((name): Step => ({ kind: "item", name })),
    fc.nat(9).map((index): Step => ({ kind: "index", index })),
  ),
  { maxLength: 4 },
);
const foreignShown = fc.oneof(
  foreign.map(scalar),
  fc.array(foreign, { maxLength: 12 }).map((lines) => scalar(lines.join("\n"))),
  fc.constant<Shown>({ kind: "list", size: 2 }),
  fc.constant(scalar(null)),
);
const foreignChange: fc.Arbitrary<Change> = fc
  .record({
    path: steps,
    meaning: fc.record({ subject: fc.constantFrom(...SUBJECTS), name: foreign, owner: fc.option(foreign), traits: fc.constant([]) }),
    before: fc.constant(at(1)),
    after: fc.constant(at(1)),
  })
  .chain((shared) =>
    fc.oneof(
      foreignShown.map((value): Change => ({ ...shared, kind: "added", value, parts: [{ ...shared, kind: "removed", value, parts: [] }] })),
      foreignShown.map((value): Change => ({ ...shared, kind: "removed", value, parts: [] })),
      fc.tuple(foreign, foreign).map(([from, to]): Change => ({ ...shared, kind: "renamed", from, to })),
      fc.constant<Change>({ ...shared, kind: "moved", from: 0, to: 1 }),
      fc.tuple(foreignShown, foreignShown).map(([from, to]): Change => ({ ...shared, kind: "changed", from, to })),
    ),
  );
const foreignCapability: fc.Arbitrary<Capability> = fc.record({
  kind: fc.constantFrom("tool", "permission"),
  name: foreign,
  owners: fc.array(foreign, { maxLength: 7 }),
  at: fc.constant(at(1)),
  wholly: fc.boolean(),
});
const marks = fc.constantFrom("same", "added", "removed", "changed");

/** Every name of it is foreign. */
export const foreignGraph: fc.Arbitrary<ChangedGraph> = fc
  .array(
    fc.record({ label: foreign, kind: fc.constantFrom("entry", "step", "gate", "group", "end"), mark: marks, was: fc.option(foreign) }),
    { maxLength: 6 },
  )
  .chain((parts) => {
    const nodes = parts.map((part, index): ChangedNode => ({ ...part, id: `${part.label}${index}`, type: "" }));
    const ids = fc.constantFrom(...nodes.map(({ id }) => id), "nowhere");
    return fc
      .array(fc.record({ from: ids, to: ids, condition: fc.option(foreign), mark: marks, was: fc.option(foreign) }), { maxLength: 10 })
      .map((edges) => ({ nodes, edges }));
  });

export const foreignCompared: fc.Arbitrary<Compared> = fc.record({
  flow: foreign,
  from: foreign,
  to: foreign,
  comparison: fc.record({
    profile: fc.constant("generic"),
    changes: fc.array(foreignChange, { maxLength: 5 }),
    capabilities: fc.record({ gained: fc.array(foreignCapability, { maxLength: 3 }), lost: fc.array(foreignCapability, { maxLength: 3 }) }),
  }),
  hits: fc.constant(hits),
  required: fc.constantFrom("none", "patch", "minor", "major"),
  graph: fc.option(foreignGraph),
});

export const foreignFinding: fc.Arbitrary<Finding> = fc.record({
  id: fc.constantFrom("tool-added", "version-link"),
  severity: fc.constantFrom("error", "warning"),
  flow: fc.option(foreign),
  version: fc.option(foreign),
  path: fc.option(foreign),
  line: fc.option(fc.nat()),
  column: fc.option(fc.nat()),
  endLine: fc.option(fc.nat()),
  message: foreign,
  fix: foreign,
  commands: fc.array(foreign, { maxLength: 3 }),
});

/** Every text of it is foreign. */
export const foreignReport: fc.Arbitrary<CheckReport> = fc.record({
  schema: fc.constant(1 as const),
  base: foreign,
  head: fc.option(fc.constant("f".repeat(40))),
  versions: fc.array(
    fc.tuple(foreignCompared, foreign, fc.option(foreign)).map(([one, text, proposed]) =>
      checked({
        flow: one.flow,
        version: one.to,
        path: text,
        against: { version: one.from, path: text, tag: null },
        comparison: one.comparison,
        graph: one.graph,
        proposed,
        dependencies: [{ kind: "prompt", id: text, range: text, line: 1, resolved: proposed, kept: true, pinned: false }],
      }),
    ),
    { maxLength: 3 },
  ),
  findings: fc.array(foreignFinding, { maxLength: 4 }),
  ok: fc.boolean(),
});
