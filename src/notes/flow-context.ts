import type { CapabilityFacts, ChangeFacts, FlowFacts } from "../model/notes-facts.ts";
import type { NotesContext } from "./context-schema.ts";
import { neutralise } from "./neutralise.ts";
import { renderVerdict } from "./verdict.ts";

type FlowContext = Pick<NotesContext, "verdict" | "required_bump" | "capabilities" | "changes" | "changes_left_out" | "summary" | "graph">;

const MOST_CHANGES = 100;
const MOST_CAPABILITIES = 200;
const MOST_PARTS = 40;
const MAX_TEXT = 300;
const MAX_NAME = 100;
const MAX_VERDICT = 600;
/** A larger graph tells nobody anything in letters. */
const MAX_GRAPH = 8_000;

/** What templates see of the comparison of two files; all of it empty where the files could not be read. */
export function flowContext(facts: FlowFacts | null): FlowContext {
  if (facts === null)
    return {
      verdict: null,
      required_bump: null,
      capabilities: { gained: [], lost: [] },
      changes: [],
      changes_left_out: 0,
      summary: [],
      graph: null,
    };
  const verdict = renderVerdict(facts);
  // Sorting is stable: within both parts, changes keep the order of the file.
  const changes = facts.changes.toSorted((a, b) => Number(b.breaking) - Number(a.breaking));
  return {
    verdict: verdict === null ? null : neutralise(verdict, MAX_VERDICT),
    required_bump: facts.requiredBump,
    capabilities: { gained: toNames(facts.gained), lost: toNames(facts.lost) },
    changes: changes.slice(0, MOST_CHANGES).map(toChange),
    changes_left_out: Math.max(0, changes.length - MOST_CHANGES),
    summary: facts.summary.slice(0, MOST_PARTS).map((line) => neutralise(line, MAX_TEXT)),
    graph: facts.graph === null || facts.graph.length > MAX_GRAPH ? null : facts.graph,
  };
}

/** The context with only the first `count` changes, and the number of those left out. */
export function withFewerChanges(context: NotesContext, count: number): NotesContext {
  const changes = context.changes.slice(0, count);
  return { ...context, changes, changes_left_out: context.changes_left_out + context.changes.length - changes.length };
}

function toChange({ text, breaking, rule, kind }: ChangeFacts): NotesContext["changes"][number] {
  return { text: neutralise(text, MAX_TEXT), breaking, rule, kind };
}

function toNames(capabilities: readonly CapabilityFacts[]): string[] {
  return capabilities.slice(0, MOST_CAPABILITIES).map(({ name }) => neutralise(name, MAX_NAME));
}
