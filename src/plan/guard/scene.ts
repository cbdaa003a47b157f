import { settingsFor } from "../../changes/settings.ts";
import { folderOf } from "../../model/path.ts";
import { decodeText } from "../../registry/decode-text.ts";
import { parseYaml } from "../../registry/parse-yaml.ts";
import type { VersionFile } from "../../registry/version-file.ts";
import type { ParsedYaml, YamlFault } from "../../registry/yaml-node.ts";
import type { Finding } from "../../model/finding.ts";
import type { Measure } from "./judge.ts";
import type { KnownVersion } from "./line-up.ts";
import type { CheckedVersion, Dependency } from "./report.ts";
import type { PullSnapshot } from "./snapshot.ts";

/** A version file's content: read, or why it cannot be. */
export type FlowDocument =
  | ({ readonly kind: "read"; readonly text: string } & Omit<Extract<ParsedYaml, { ok: true }>, "ok">)
  | { readonly kind: "broken"; readonly text: string | null; readonly fault: YamlFault };

export type ReadableDocument = Extract<FlowDocument, { kind: "read" }>;

/** Reads contents by blob id, each of them once; null where the snapshot does not hold the content. */
export type ReadDocument = (blob: string) => FlowDocument | null;

export function createReader(contents: ReadonlyMap<string, Buffer>): ReadDocument {
  const known = new Map<string, FlowDocument>();
  return (blob) => {
    const bytes = contents.get(blob);
    if (bytes === undefined) return null;
    const document = known.get(blob) ?? readDocument(bytes);
    known.set(blob, document);
    return document;
  };
}

function readDocument(bytes: Buffer): FlowDocument {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return { kind: "broken", text: null, fault: decoded.fault };
  const { text } = decoded;
  const parsed = parseYaml(text);
  if (!parsed.ok) return { kind: "broken", text, fault: parsed.fault };
  const { root, comments, warnings } = parsed;
  return { kind: "read", text, root, comments, warnings };
}

/** What every part of a check looks at. */
export interface Scene {
  readonly snapshot: PullSnapshot;
  readonly read: ReadDocument;
  readonly lineUp: ReadonlyMap<string, readonly KnownVersion[]>;
}

/** What is found out about one version; `checked` is null for a file that is no version of its own. */
export interface Verdict {
  readonly checked: CheckedVersion | null;
  readonly findings: readonly Finding[];
}

export function measureOf({ root, flow }: VersionFile, { config }: Pick<PullSnapshot, "config">): Measure {
  const { guard, prerelease } = config;
  return {
    format: guard.roots.get(root.path)?.format ?? guard.format,
    settings: settingsFor(guard, root.path, flow),
    prereleaseWords: prerelease,
  };
}

/** All other versions of the flow. */
export function othersOf({ path, version }: VersionFile, { lineUp }: Scene): readonly KnownVersion[] {
  return (lineUp.get(folderOf(path)) ?? []).filter((known) => known.version !== version);
}

/** A link's target is not its content, and a submodule has none. */
export function readFile(file: VersionFile, read: ReadDocument): FlowDocument {
  if (!file.regular) return broken("It is a link or a submodule, not a file");
  return readBlob(file.blob, read);
}

export function readBlob(blob: string, read: ReadDocument): FlowDocument {
  return read(blob) ?? broken("Its content was not read");
}

export function readKnown({ blob }: Pick<KnownVersion, "blob">, read: ReadDocument): FlowDocument {
  return blob === null ? broken("It is a link, a submodule, or has a name that is refused") : readBlob(blob, read);
}

function broken(message: string): FlowDocument {
  return { kind: "broken", text: null, fault: { at: { line: 1, column: 1 }, message } };
}

/** A version of which nothing more is known than what became of its file. */
export function plainVersion(
  { flow, version, path }: VersionFile,
  status: CheckedVersion["status"],
  dependencies: readonly Dependency[] = [],
): CheckedVersion {
  return {
    flow,
    version,
    path,
    status,
    against: null,
    comparison: null,
    hits: [],
    graph: null,
    required: "none",
    given: null,
    proposed: null,
    dependencies,
  };
}
