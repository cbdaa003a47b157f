import { failure, type Failure } from "../../model/failure.ts";
import { isObjectId } from "../../model/object-id.ts";
import type { Refs, TagRef } from "../../model/refs.ts";
import type { SendRequest } from "./registry-http.ts";

export interface RefsRequest {
  /** `https://host/owner/repo`. */
  readonly repositoryUrl: string;
  readonly token: string;
  readonly mostBytes: number;
}

const HEADS = "refs/heads/";
const TAGS = "refs/tags/";
const ARGUMENTS = ["peel\n", "symrefs\n", "ref-prefix HEAD\n", `ref-prefix ${HEADS}\n`, `ref-prefix ${TAGS}\n`];
const FLUSH = "0000";
const DELIMITER = "0001";
const LINE = /^([0-9a-f]{40}|[0-9a-f]{64}) ([^ ]+)((?: [^ ]+)*)$/;

/**
 * All branches and tags with the commits behind the tags, by one request of git's own protocol (gitprotocol-v2(5), ls-refs). REST would take three
 * requests, which may see three states, and one more for each annotated tag; git two and a process. It counts against no limit of the API.
 */
export async function readRefs(send: SendRequest, { repositoryUrl, token, mostBytes }: RefsRequest): Promise<Refs> {
  const answer = await send({
    url: `${repositoryUrl}.git/git-upload-pack`,
    headers: {
      // GitHub serves git to what calls itself so.
      "user-agent": "git/flow-tagbot",
      "git-protocol": "version=2",
      "content-type": "application/x-git-upload-pack-request",
      accept: "application/x-git-upload-pack-result",
      authorization: `Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`,
    },
    body: [packet("command=ls-refs\n"), DELIMITER, ...ARGUMENTS.map(packet), FLUSH].join(""),
    mostBytes,
    beyond: "registry-too-large",
  });
  return parseRefs(answer);
}

/** Reads the answer to `ls-refs`: `<id> <ref>[ symref-target:<ref>][ peeled:<id>]` in packets, up to an empty one. Anything else is a Failure. */
export function parseRefs(answer: Buffer): Refs {
  const branches = new Map<string, string>();
  const tags = new Map<string, TagRef>();
  let defaultBranch: string | null = null;
  for (const line of packetsOf(answer)) {
    const [, id = "", name = "", rest = ""] = LINE.exec(line) ?? [];
    if (id === "") throw unreadable(line.startsWith("ERR ") ? `says: ${line.slice(4)}` : `has the line ${JSON.stringify(line)}`);
    const target = attribute(rest, "symref-target");
    const peeled = attribute(rest, "peeled");
    if (peeled !== null && !isObjectId(peeled)) throw unreadable(`has the line ${JSON.stringify(line)}`);
    if (name === "HEAD" && target?.startsWith(HEADS) === true) defaultBranch = target.slice(HEADS.length);
    if (name.startsWith(HEADS)) branches.set(name.slice(HEADS.length), id);
    if (name.startsWith(TAGS)) tags.set(name.slice(TAGS.length), { object: id, commit: peeled ?? id, annotated: peeled !== null });
  }
  return { defaultBranch, branches, tags };
}

function attribute(rest: string, name: string): string | null {
  const found = rest.split(" ").find((part) => part.startsWith(`${name}:`));
  return found === undefined ? null : found.slice(name.length + 1);
}

/** gitprotocol-common(5): the length in four digits, these included, then the text. */
function packet(text: string): string {
  return (Buffer.byteLength(text) + 4).toString(16).padStart(4, "0") + text;
}

function* packetsOf(answer: Buffer): Generator<string> {
  for (let at = 0; ;) {
    const digits = answer.toString("latin1", at, at + 4);
    if (digits === FLUSH) {
      if (at + 4 < answer.length) throw unreadable("goes on after its end");
      return;
    }
    const length = /^[0-9a-f]{4}$/.test(digits) ? Number.parseInt(digits, 16) : 0;
    // What is cut off is not a shorter list.
    if (length < 4 || at + length > answer.length) throw unreadable("is cut off, or not git's");
    yield answer.toString("utf8", at + 4, at + length).replace(/\n$/, "");
    at += length;
  }
}

function unreadable(what: string): Failure {
  return failure(
    "forge-unreadable",
    `The server's list of branches and tags ${what.slice(0, 300)}.`,
    "Check the address of the registry; a proxy or a login page may answer in its place.",
  );
}
