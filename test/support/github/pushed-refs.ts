export type PushedRef = { readonly ref: string; readonly from: string; readonly to: string };

/** The ref updates at the start of a git-receive-pack request (gitprotocol-pack, "Reference Update Request"). */
export function parsePushedRefs(body: Buffer): readonly PushedRef[] {
  const refs: PushedRef[] = [];
  for (let at = 0; at + 4 <= body.length;) {
    const length = Number.parseInt(body.toString("latin1", at, at + 4), 16);
    if (Number.isNaN(length) || length < 4) break;
    const line = body.toString("utf8", at + 4, at + length);
    const [, from, to, ref] = /^([0-9a-f]{40}) ([0-9a-f]{40}) ([^\0\n]+)/u.exec(line) ?? [];
    if (from !== undefined && to !== undefined && ref !== undefined) refs.push({ ref, from, to });
    at += length;
  }
  return refs;
}
