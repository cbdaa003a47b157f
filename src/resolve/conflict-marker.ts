/** Line of the first marker that git leaves where a merge needs a person; null without any. */
export function findConflictMarker(text: string): number | null {
  const found = /^(?:<{7}|\|{7}|>{7})(?: |\r?$)|^={7}\r?$/m.exec(text);
  return found === null ? null : text.slice(0, found.index).split("\n").length;
}
