/** Hidden first line of a draft whose files are not all there, so that the next run knows it as ours and completes it. */
const UNFINISHED = "<!-- flow-tagbot: unfinished -->";

export function markUnfinished(body: string): string {
  return `${UNFINISHED}\n${body}`;
}

export function isUnfinished(body: string): boolean {
  return body.split("\n", 1)[0]?.trim() === UNFINISHED;
}
