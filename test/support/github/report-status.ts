import type { Reply } from "./reply.ts";

type Rewrite = (ref: string, reason: string) => string;

const flush = "0000";
/** A packet holds 65,520 bytes, and this is less its length and its band. */
const largestPiece = 65_515;

/**
 * The answer of git-receive-pack with other reasons for refused refs (gitprotocol-pack, "Report Status"): the report travels in band 1,
 * beside what the hooks print in band 2.
 */
export function rewriteReport(reply: Reply, rewrite: Rewrite): Reply {
  const body = Buffer.from(reply.body);
  const packets = packetsIn(body);
  if (packets === undefined || packets.length === 0) return reply;
  const bandOf = (packet: Buffer): number => packet[0] ?? 0;
  if (!packets.every((packet) => bandOf(packet) >= 1 && bandOf(packet) <= 3)) return { ...reply, body: rewriteLines(body, rewrite) };
  const report = Buffer.concat(packets.filter((packet) => bandOf(packet) === 1).map((packet) => packet.subarray(1)));
  const others = packets.filter((packet) => bandOf(packet) !== 1).map(toPacket);
  const pieces: Buffer[] = [];
  const rewritten = rewriteLines(report, rewrite);
  for (let at = 0; at < rewritten.length; at += largestPiece) {
    pieces.push(toPacket(Buffer.concat([Buffer.from([1]), rewritten.subarray(at, at + largestPiece)])));
  }
  return { ...reply, body: Buffer.concat([...others, ...pieces, Buffer.from(flush)]) };
}

function toPacket(payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from((payload.length + 4).toString(16).padStart(4, "0")), payload]);
}

/** Payloads up to the flush packet, or undefined for what is not made of packets. */
function packetsIn(bytes: Buffer): readonly Buffer[] | undefined {
  const packets: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length;) {
    const length = Number.parseInt(bytes.toString("latin1", at, at + 4), 16);
    if (length === 0) return packets;
    if (Number.isNaN(length) || length < 5 || at + length > bytes.length) return undefined;
    packets.push(bytes.subarray(at + 4, at + length));
    at += length;
  }
  return packets;
}

function rewriteLines(report: Buffer, rewrite: Rewrite): Buffer {
  const lines = (packetsIn(report) ?? []).map((packet) => {
    const [, ref, reason] = /^ng (\S+) (.*)\n?$/u.exec(packet.toString("utf8")) ?? [];
    return ref === undefined || reason === undefined ? packet : Buffer.from(`ng ${ref} ${rewrite(ref, reason)}\n`);
  });
  return lines.length === 0 ? report : Buffer.concat([...lines.map(toPacket), Buffer.from(flush)]);
}
