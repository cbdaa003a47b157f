import type { Pusher } from "../run/read-preflight.ts";

/** A push of more tags than this starts no workflows: https://docs.github.com/actions/reference/events-that-trigger-workflows#push */
const STARTS_WORKFLOWS = 3;

/**
 * How many tags one push may hold when nobody said so. What the workflow's own token pushes starts no workflows anyway,
 * and a repository on disk has none; a key or another token is used so that tags start some.
 */
export function batchSize(kind: Pusher["kind"]): number {
  return kind === "workflow-token" || kind === "none" ? Infinity : STARTS_WORKFLOWS;
}
