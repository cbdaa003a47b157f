import { findFlowNameProblem } from "../model/ref-name.ts";
import { embedFault, fault, faultFailure } from "./fault.ts";
import { dropUser, readRegistry } from "./parse-address.ts";
import { readRef } from "./parse-ref.ts";
import type { Fault } from "./fault.ts";
import type { NamedRef } from "./parse-ref.ts";
import type { FlowReference, Ref, Reference, RegistryName } from "./reference.ts";

/*
 * The grammar (EBNF of ISO 14977; docs/references.md has it too, and tells what each part means):
 *
 *   reference = file | flow, [ "@", [ registry ] ], [ "#", ref ] | flow, "@", ( version | range ) ;
 *   file      = ( "." | "/" | letter, ":", ( "/" | "\" ) ), { character } | ? name of a file that exists ? ;
 *   flow      = ? name after git's rules, of letters, digits, ".", "_", "-" and "/" ? ;
 *   registry  = name | account, "/", part | host, "/", part, "/", part, { "/", part } ;
 *   name      = letter, { letter | digit | "-" | "_" } ;
 *   account   = ( letter | digit ), { letter | digit | "-" | "_" } ;
 *   part      = ( letter | digit | "." | "_" | "~" ), { letter | digit | "." | "_" | "~" | "+" | "-" } - ( "." | ".." ) ;
 *   host      = ( label, { ".", label } | "[", ? IPv6 address ?, "]" ), [ ":", port ] ;
 *   ref       = "latest" | version | range | "refs/", kind, "/", any name | commit | any name without "@" and "#" ;
 *   version   = [ "=" | "==" ], [ "v" ], ? version after semver.org ? ;
 *   range     = ? npm's or Poetry's, see parse-range.ts ? ;
 *   commit    = 7 * digit, { digit } ? 40 at most; "0" to "9" and "a" to "f" ? ;
 *   any name  = ? after git's rules for branches, of characters that can be seen ? ;
 *
 * Letters and digits are ASCII. Alternatives are tried in their order; the first that fits is taken.
 */

/** Characters. All parts together are shorter; what is longer is no reference but a mistake or an attack. */
const LONGEST = 1000;

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

const FILE = /^(?:[./]|[A-Za-z]:[\\/])/;

/** `exists` says whether a file lies at a path; asked last. Fails with `reference-invalid` or `range-unsupported`. */
export function parseReference(text: string, exists: (path: string) => boolean): Reference {
  const reference = readReference(text, exists);
  if (reference.kind !== "fault") return reference;
  const correct = (): string | null => {
    const corrected = reference.correct();
    return corrected !== null && isFlowReference(corrected) ? corrected : null;
  };
  throw faultFailure(text, { ...reference, correct });
}

function readReference(text: string, exists: (path: string) => boolean): Reference | Fault {
  if (text.length > LONGEST) return fault(LONGEST, `it goes on; references have at most ${LONGEST} characters`, null, ADVICE);
  const control = text.search(CONTROL);
  if (control >= 0) return fault(control, "it has a control character", () => text.trim(), ADVICE);
  if (FILE.test(text) || (text !== "" && exists(text))) return { kind: "file", path: text };
  const read = readFlowReference(text);
  if (read.kind === "flow" || text.trim() === text) return read;
  return fault(text.trimStart() === text ? text.trimEnd().length : 0, "there is a space too many", () => text.trim(), ADVICE);
}

const ADVICE =
  "Write `<flow>`, `<flow>@<registry>`, `<flow>#<ref>` or `<flow>@<registry>#<ref>`; a path to a file starts with `./` or `/`.";

function readFlowReference(text: string): FlowReference | Fault {
  const hash = text.indexOf("#");
  const head = hash < 0 ? text : text.slice(0, hash);
  const at = head.indexOf("@");
  const flow = at < 0 ? head : head.slice(0, at);
  const problem = findFlowFault(flow);
  if (problem !== null) return embedFault(problem, "", text.slice(flow.length));
  const place = at < 0 ? DEFAULT : readPlace(flow, head.slice(at + 1), hash < 0 ? "" : text.slice(hash));
  if (place.kind === "fault") return place;
  if (place.kind === "version" || place.kind === "range") return { kind: "flow", flow, registry: DEFAULT, ref: place };
  const ref = hash < 0 ? DEFAULT : readHash(head, text.slice(hash + 1));
  return ref.kind === "fault" ? ref : { kind: "flow", flow, registry: place, ref };
}

const DEFAULT = { kind: "default" } as const;

function findFlowFault(flow: string): Fault | null {
  if (flow === "") return fault(0, "the flow's name is missing", null, "Write the flow's name first: `<flow>@<registry>#<ref>`.");
  const problem = findFlowNameProblem(flow);
  return problem && fault(problem.at, `no flow has such a name: ${problem.reason}`, () => correctFlow(flow), FLOW_ADVICE);
}

const FLOW_ADVICE =
  "A flow's name has letters, digits, `.`, `_`, `-` and, between folders, `/`: `chat/agent`. A path to a file starts with `./` or `/`.";

/** With a version after a space, a colon or `=` moved to its place, or with its slashes put right. */
function correctFlow(flow: string): string {
  const [, name, version] = /^([^\s:=]+)[\s:=]+(v?\d[^\s:]*)$/.exec(flow) ?? [];
  if (name !== undefined && version !== undefined) return `${name}#${version}`;
  return flow.replace(/[\\/]+/g, "/").replace(/\/$/, "");
}

/** What stands after `@`: a registry, or the version of a request to a flow service. `rest` is what follows, with its `#`. */
function readPlace(flow: string, text: string, rest: string): RegistryName | Fault | Extract<Ref, { kind: "version" | "range" }> {
  const before = `${flow}@`;
  const second = text.indexOf("@");
  if (second >= 0) {
    return embedFault(
      fault(second, "there is another @", () => dropUser(text) ?? correctSecond(text, rest), ADVICE),
      before,
      rest,
    );
  }
  const registry = readRegistry(text);
  if (registry !== null) return registry.kind === "fault" ? embedFault(registry, before, rest) : registry;
  const version = readRef(text);
  if (version.kind !== "version" && version.kind !== "range") {
    return embedFault(fault(0, "it is neither a registry nor a version", null, REGISTRY_ADVICE), before, rest);
  }
  if (rest === "") return version;
  return fault(before.length + text.length, "the version is there before # already", () => `${flow}#${text}`, ADVICE);
}

/** `flow@team@1.2.0` means `flow@team#1.2.0`. */
function correctSecond(text: string, rest: string): string | null {
  const corrected = text.replace("@", "#");
  return rest === "" && /#(?:v?\d|[=^~<>*])/.test(corrected) ? corrected : null;
}

const REGISTRY_ADVICE =
  "A registry's name starts with a letter and has letters, digits, `-` and `_` only; an address is `owner/repo` or `host/owner/repo`. A branch, tag or commit follows `#`.";

function readHash(head: string, text: string): NamedRef | Fault {
  const ref = readRef(text);
  if (ref.kind !== "fault") return ref;
  if (text === "") return fault(head.length + 1, ref.reason, () => head, ref.advice);
  const { at, reason, advice } = ref;
  const isMark = text[at] === "@" || text[at] === "#";
  return isMark ? fault(head.length + 1 + at, reason, () => correctMark(head, text, at), advice) : embedFault(ref, `${head}#`, "");
}

/** A registry behind the ref moved before it, a mark that is there twice taken away. */
function correctMark(head: string, text: string, at: number): string | null {
  const [start, end] = [text.slice(0, at), text.slice(at + 1)];
  const moved = text[at] === "@" ? `${head}@${end}${start === "" ? "" : `#${start}`}` : start === "" ? `${head}#${end}` : "";
  return moved === "" ? null : moved;
}

/** Without asking for files, and without looking for corrections. */
function isFlowReference(text: string): boolean {
  return text.length <= LONGEST && !CONTROL.test(text) && !FILE.test(text) && readFlowReference(text).kind === "flow";
}
