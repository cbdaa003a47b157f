import { withFewerCommits } from "./context.ts";
import type { NotesContext } from "./context-schema.ts";
import { cutDiff } from "./diff.ts";
import { withFewerChanges } from "./flow-context.ts";
import { closeBlocks, cutToRoom } from "./fit.ts";
import { renderMarker, toBodyDigest, type Marker } from "./marker.ts";
import type { Template } from "./template.ts";

/** A release body that every forge takes; GitHub refuses more than 125,000 characters. */
export const MAX_BODY = 120_000;

export interface RenderedNotes {
  /** Ends in the marker line, without a final line feed. */
  readonly body: string;
  /** Something was left out to make it fit. */
  readonly cut: boolean;
}

export interface RenderLimits {
  /** For each time the template is rendered. */
  readonly timeoutMs: number;
  /** In UTF-16 code units, marker included. */
  readonly maxBody: number;
}

export const RENDER_LIMITS: RenderLimits = { timeoutMs: 1_000, maxBody: MAX_BODY };

/**
 * The release body: the template's text and the marker. What does not fit goes in this order: the end of the diff,
 * the graph, the oldest commits, the last changes, the end of the text. Throws a Failure with code `template-invalid`.
 */
export function renderNotes(template: Template, context: NotesContext, limits: RenderLimits = RENDER_LIMITS): RenderedNotes {
  const marker = { flow: context.flow, version: context.version, digest: context.digest, template: template.id };
  const size = limits.maxBody - renderMarker({ ...marker, body: toBodyDigest("") }).length - 2;
  const render = (shown: NotesContext): string => closeBlocks(tidy(template.render(JSON.stringify(shown), limits.timeoutMs)));
  const whole = render(context);
  if (whole.length <= size) return { body: withMarker(whole, marker), cut: false };
  const text = smallerContexts(context, whole.length - size).reduce(
    (fitting, smaller) => (fitting.length <= size ? fitting : render(smaller)),
    whole,
  );
  return { body: withMarker(cutToRoom(text, { size, notice: notice(context) }), marker), cut: true };
}

/** Ever smaller contexts, the first smaller by the excess. */
function smallerContexts(context: NotesContext, excess: number): readonly NotesContext[] {
  const withDiff = (size: number): NotesContext => ({ ...context, diff: context.diff === null ? null : cutDiff(context.diff, size) });
  const bare = withDiff(0);
  const diffSizes =
    context.diff === null ? [] : [context.diff.length - excess, (context.diff.length - excess) / 2].filter((size) => size > 0);
  const plain = { ...bare, graph: null };
  const shares = (count: number): readonly number[] => [0.75, 0.5, 0.25, 0.1, 0.01, 0].map((share) => Math.floor(count * share));
  const without = withFewerCommits(plain, 0);
  return [
    ...diffSizes.map(withDiff),
    ...(context.diff === null ? [] : [bare]),
    ...(context.graph === null ? [] : [plain]),
    ...shares(context.commits.length).map((count) => withFewerCommits(plain, count)),
    ...shares(context.changes.length).map((count) => withFewerChanges(without, count)),
  ];
}

function notice(context: NotesContext): string {
  const command = `\`flow-tagbot notes ${context.flow}@${context.version}\` prints them in full`;
  if (context.compare_url === null) return `These notes were too long and end here; ${command}.`;
  return `These notes were too long and end here; ${command}, and the [compare page](${context.compare_url}) shows every change.`;
}

/** Without space at the ends of the text, and with at most one empty line where tags left several, except in code. */
function tidy(text: string): string {
  let fence: string | null = null;
  const kept: string[] = [];
  for (const line of text.trim().split("\n")) {
    const run = /^[ \t>]*(`{3,}|~{3,})/u.exec(line)?.[1];
    if (fence === null && line.trim() === "" && kept.at(-1) === "") continue;
    kept.push(fence === null && line.trim() === "" ? "" : line);
    if (fence === null) fence = run ?? null;
    else if (run?.startsWith(fence) === true && line.trim() === run) fence = null;
  }
  return kept.join("\n");
}

function withMarker(text: string, marker: Omit<Marker, "body">): string {
  const line = renderMarker({ ...marker, body: toBodyDigest(text) });
  return text === "" ? line : `${text}\n\n${line}`;
}
