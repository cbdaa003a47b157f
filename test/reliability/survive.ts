import { inspect, isDeepStrictEqual } from "node:util";
import type { ActionRun } from "../action/run-action.ts";
import { expectShapes, listOutput } from "../action/output-shapes.ts";
import type { LoggedRequest } from "../support/github/request-log.ts";
import { arm } from "./arm.ts";
import { findRepeats, readEndState, readRefs, type EndState, type IssueState } from "./end-state.ts";
import { nameOf, type Point } from "./points.ts";
import type { Template, World } from "./world.ts";

/** What a run without any fault does and leaves. */
export interface Reference {
  readonly code: number | null;
  readonly requests: readonly LoggedRequest[];
  readonly state: EndState;
  /** The tags that the run makes. */
  readonly tags: readonly string[];
  /** How many of the requests are writes. */
  readonly writes: number;
}

export interface Survival {
  readonly name: string;
  readonly point: Point;
  /** How many runs without faults were needed. */
  readonly runs: number;
  /** Exit code of the run that met the fault. */
  readonly code: number | null;
  /** What is not as it should be; nothing when the point was survived. */
  readonly troubles: readonly string[];
}

const MOST_RUNS = 2;

/** The action's git gives a silent server two minutes, which are real ones. */
const IMPATIENT = { GIT_HTTP_LOW_SPEED_LIMIT: "1", GIT_HTTP_LOW_SPEED_TIME: "1" };

export async function readReference(template: Template): Promise<Reference> {
  const world = await template.open();
  try {
    const run = await world.run();
    const state = readEndState(world);
    const again = await world.run();
    const troubles = [...checkRun(world, run), ...checkRun(world, again), ...findRepeats(world)];
    if (again.code !== run.code || again.requests.some(({ write }) => write)) troubles.push("the second run is not like the first");
    if (troubles.length > 0) throw new Error(`A run without faults: ${troubles.join("; ")}\n${run.stdout}`);
    const tags: unknown = JSON.parse(run.outputs["tags"] ?? "");
    const writes = run.requests.filter(({ write }) => write).length;
    return { code: run.code, requests: run.requests, state, tags: Array.isArray(tags) ? tags.map(String) : [], writes };
  } finally {
    await world.close();
  }
}

/** Runs into the fault, then without it until all is as the reference has it. */
export async function survive(template: Template, reference: Reference, point: Point): Promise<Survival> {
  const world = await template.open();
  try {
    const troubles: string[] = [];
    const fault = arm(world.github, point);
    const first = await world.run({
      killed: fault.killed,
      killsChildren: point.kind === "kill" && point.children,
      ...(point.kind === "fault" && point.entry.fault.answer === "hang" ? { environment: IMPATIENT } : {}),
    });
    fault.disarm();
    if (!fault.met()) troubles.push("the run did not come to this point");
    if (point.kind === "kill" && first.code !== null) troubles.push(`the killed run ended with ${first.code}`);
    if (point.kind === "fault") troubles.push(...checkRun(world, first), ...checkHonesty(world, first, reference));
    troubles.push(...findMoved(world, reference));
    // A person who was told of a fault is told that it is over.
    const told = !isDeepStrictEqual(bodiesOf(readEndState(world)), bodiesOf(reference.state)) && world.github.issues.length > 0;
    let runs = 0;
    let next: ActionRun;
    do {
      next = await world.run();
      runs += 1;
      troubles.push(...checkRun(world, next));
    } while (next.code !== reference.code && runs < MOST_RUNS);
    if (next.code !== reference.code) troubles.push(`the last run ended with ${String(next.code)}\n${next.stdout}`);
    troubles.push(...findRepeats(world), ...compare(readEndState(world), reference.state, told));
    if (troubles.length > 0) troubles.push(`the log of the run:\n${first.stdout}`);
    return { name: nameOf(point), point, runs, code: first.code, troubles };
  } finally {
    await world.close();
  }
}

/** What is wrong with a run that ended, whatever it met: it ends by itself, and in order. */
export function checkRun({ github }: World, run: ActionRun): readonly string[] {
  const troubles: string[] = [];
  if (run.code === null || ![0, 1, 2, 3].includes(run.code)) troubles.push(`exit code ${String(run.code)}`);
  if (run.stderr !== "") troubles.push(`standard error: ${run.stderr}`);
  if (/\binternal\b|^\s+at \S+ \(|error in flow-tagbot itself/m.test(run.stdout)) troubles.push("a stack trace");
  try {
    expectShapes(run);
  } catch (error) {
    troubles.push(`outputs: ${error instanceof Error ? error.message : String(error)}`);
  }
  return [...troubles, ...github.violations];
}

/** What a run says that it made is there, and what is not there is not passed over in silence. */
function checkHonesty(world: World, run: ActionRun, { tags, code }: Reference): readonly string[] {
  const released = new Set(world.github.releases.map(({ tagName }) => tagName));
  const refs = readRefs(world);
  const told = ["remaining", "blocked"].flatMap((name) => tagsIn(run, name));
  const made: unknown = JSON.parse(run.outputs["tags"] ?? "[]");
  const missing = tags.filter((tag) => !released.has(tag) && !told.includes(tag));
  return [
    ...tagsIn(run, "releases").flatMap((tag) => (released.has(tag) ? [] : [`the release of ${tag} is reported and not there`])),
    ...(Array.isArray(made) ? made.map(String) : []).flatMap((tag) =>
      `refs/tags/${tag}` in refs ? [] : [`the tag ${tag} is reported and not there`],
    ),
    // A run that ended before it had a plan knows of no version.
    ...(run.code === 1 ? [] : missing.map((tag) => `${tag} is neither released nor reported`)),
    ...(run.code === 0 && (code !== 0 || missing.length > 0) ? ["the run was green too early"] : []),
  ];
}

function tagsIn(run: ActionRun, output: string): readonly string[] {
  return listOutput(run, output).map(({ tag }) => String(tag));
}

function findMoved(world: World, { state }: Reference): readonly string[] {
  return Object.entries(readRefs(world)).flatMap(([ref, id]) => (state.refs[ref] === id ? [] : [`${ref} is ${id}`]));
}

function bodiesOf({ issues }: EndState): readonly unknown[] {
  return issues.map(({ body }) => body);
}

/** `told`: the issue may have one comment that it should not have otherwise, and be closed where there should be none. */
function compare(state: EndState, expected: EndState, told: boolean): readonly string[] {
  const withoutComment = (issue: IssueState): IssueState => (issue.comments.length === 1 ? { ...issue, comments: [] } : issue);
  const isOver = (issue: IssueState): boolean => expected.issues.length === 0 && issue.state === "closed";
  const issues = told ? state.issues.map(withoutComment).filter((issue) => !isOver(issue) || issue.comments.length > 0) : state.issues;
  const actual = { ...state, issues };
  return (["refs", "releases", "issues"] as const).flatMap((part) =>
    isDeepStrictEqual(actual[part], expected[part])
      ? []
      : [`${part} differ: ${inspect(actual[part], { depth: 5 })} instead of ${inspect(expected[part], { depth: 5 })}`],
  );
}
