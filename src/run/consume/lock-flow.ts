import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compareText } from "../../model/compare-text.ts";
import { toDigest } from "../../model/digest.ts";
import { failure } from "../../model/failure.ts";
import { toWarning } from "../../model/problem.ts";
import type { TreeEntry } from "../../model/tree-entry.ts";
import { findRanges, findUses, hasDependencies, toDependencyFiles, type DependencyFiles } from "../../plan/consumer/flow-dependencies.ts";
import { decodeText } from "../../registry/decode-text.ts";
import { parseYaml } from "../../registry/parse-yaml.ts";
import type { YamlNode } from "../../registry/yaml-node.ts";
import type { LockedFile, LockedFlow, LockedPart } from "../../resolve/locked.ts";
import { isSafePath } from "../../resolve/parse-lock.ts";
import type { RegistryName } from "../../resolve/reference.ts";
import type { ResolvedFlow } from "../../resolve/resolved.ts";
import type { ConsumerContext } from "./context.ts";
import { lockedAddress } from "./lock-source.ts";
import type { RegistryReader } from "./registry-reader.ts";
import { withRememberedNeeds, type Needs } from "./remembered-needs.ts";

/** The registry that a flow was found in, as its user names it. */
export interface FlowOrigin {
  readonly name: RegistryName;
  readonly reader: RegistryReader;
}

/** A flow runs a handful of others. */
const MOST_WORKFLOWS = 200;

/** What a lockfile says of a resolved flow. Its dependencies are looked for in its own commit; `origin` is null for a local file. */
export async function lockFlow(context: ConsumerContext, flow: ResolvedFlow, origin: FlowOrigin | null): Promise<LockedFlow> {
  const commit = createCommit(flow, origin);
  const { prompts, schemas, workflows, uses } = await withRememberedNeeds(context, flow, origin, () =>
    readNeeds(context, flow, origin, commit),
  );
  const files = flow.files.slice(1).filter(({ path }) => isSafePath(path));
  return {
    registry: origin === null ? null : lockedAddress(context, origin.reader.source),
    flow: flow.flow,
    version: flow.version,
    kind: flow.version === null ? null : (flow.kind ?? "stable"),
    tag: flow.tag,
    commit: flow.commit,
    path: flow.path,
    digest: flow.digest,
    contentDigest: files.length === 0 ? flow.digest : flow.contentDigest,
    files: sorted(files.map(({ path, digest }) => ({ path, digest }))),
    prompts,
    schemas,
    workflows,
    uses,
  };
}

/** The files of the flow's commit, as far as they are needed. */
interface Commit {
  readonly readFile: (path: string) => Promise<Buffer>;
  readonly readFiles: () => Promise<DependencyFiles>;
}

function createCommit(flow: ResolvedFlow, origin: FlowOrigin | null): Commit {
  let tree: Promise<ReadonlyMap<string, TreeEntry>> | null = null;
  let files: Promise<DependencyFiles> | null = null;
  const readTree = (): Promise<ReadonlyMap<string, TreeEntry>> => (tree ??= readEntries(flow, origin));
  return {
    async readFile(path) {
      if (path === flow.path) return readFile(flow.file);
      if (flow.files.some((file) => file.path === path)) return readFile(join(flow.folder, path));
      const entry = (await readTree()).get(path);
      if (entry === undefined || origin === null) throw new Error(`${path} was found and is not there`);
      const content = (await origin.reader.readContents([entry])).get(entry.oid);
      if (content === undefined) throw new Error(`${path} was read and is not there`);
      return content;
    },
    readFiles: () =>
      (files ??= readTree().then(async (entries) => toDependencyFiles(new Set(entries.keys()), await readTemplates(flow, origin)))),
  };
}

async function readEntries({ commit }: ResolvedFlow, origin: FlowOrigin | null): Promise<ReadonlyMap<string, TreeEntry>> {
  const entries = origin === null ? [] : await origin.reader.readTree(commit);
  return new Map(entries.filter(({ mode, path }) => mode.startsWith("100") && isSafePath(path)).map((entry) => [entry.path, entry]));
}

/** Where prompts and schemas lie, as the commit says it; of one from before that was written down, as the newest one does. */
async function readTemplates({ commit }: ResolvedFlow, origin: FlowOrigin | null): Promise<DependencyFiles["templates"]> {
  if (origin === null) return { prompts: null, responseSchemas: null };
  const { reader } = origin;
  const own = commit === null ? null : (await reader.readView(commit, null)).settings;
  const head = (own?.prompts ?? own?.responseSchemas ?? null) === null ? (await reader.readHead()).settings : own;
  return { prompts: head?.prompts ?? null, responseSchemas: head?.responseSchemas ?? null };
}

/** Follows the flow files of the commit that the flow runs. */
async function readNeeds(context: ConsumerContext, flow: ResolvedFlow, origin: FlowOrigin | null, commit: Commit): Promise<Needs> {
  const own = new Set(flow.files.map(({ path }) => path));
  const parts = new Map<string, LockedPart & { readonly kind: "prompt" | "schema" }>();
  const workflows = new Map<string, string>();
  const uses = new Map<string, string>();
  const queue = [flow.path];
  const seen = new Set(queue);
  for (const path of queue) {
    const root = await readFlowFile(commit, flow, path);
    if (root === null || !hasDependencies(root)) continue;
    const files = await commit.readFiles();
    for (const range of findRanges(root, path, files)) {
      const found = range.found === null ? null : { ...range.found, digest: toDigest(await commit.readFile(range.found.path)) };
      parts.set(JSON.stringify([range.kind, range.id, range.range]), { ...range, found });
    }
    for (const use of findUses(root, path, origin === null ? null : files.paths, origin?.name ?? { kind: "default" })) {
      if (use.kind === "flow") uses.set(use.written, use.reference);
      else if (use.kind === "open") context.onNotice(openNotice(flow, use.written));
      else if (origin !== null && !seen.has(use.path)) {
        if (seen.size >= MOST_WORKFLOWS) throw tooMany(flow);
        seen.add(use.path);
        queue.push(use.path);
        if (!own.has(use.path)) workflows.set(use.path, toDigest(await commit.readFile(use.path)));
      }
    }
  }
  const ofKind = (kind: "prompt" | "schema"): readonly LockedPart[] =>
    [...parts.values()]
      .filter((part) => part.kind === kind)
      .map(({ id, range, found }) => ({ id, range, found }))
      .toSorted((a, b) => compareText(a.id, b.id) || compareText(a.range, b.range));
  return {
    prompts: ofKind("prompt"),
    schemas: ofKind("schema"),
    workflows: sorted([...workflows].map(([path, digest]) => ({ path, digest }))),
    uses: [...uses].map(([written, reference]) => ({ written, reference })).toSorted((a, b) => compareText(a.written, b.written)),
  };
}

/** Null for what is no YAML, of the flow itself: that is known, and not for a lockfile to say. */
async function readFlowFile(commit: Commit, flow: ResolvedFlow, path: string): Promise<YamlNode | null> {
  const decoded = decodeText(await commit.readFile(path));
  const parsed = decoded.ok ? parseYaml(decoded.text) : decoded;
  if (parsed.ok) return parsed.root;
  if (path === flow.path) return null;
  throw failure(
    "version-file-missing",
    `${flow.flow} runs ${path}, which is no YAML: ${parsed.fault.message}.`,
    "Take another version of the flow, and tell the registry's maintainers.",
  );
}

function openNotice({ flow }: ResolvedFlow, written: string): ReturnType<typeof toWarning> {
  return toWarning(
    "reference-invalid",
    `${flow} runs ${JSON.stringify(written)}, which only a run can tell: flows.lock does not hold it.`,
    "Add the flows that it can be to flows.yml.",
  );
}

function tooMany({ flow }: ResolvedFlow): ReturnType<typeof failure> {
  return failure("registry-too-large", `${flow} runs more than ${MOST_WORKFLOWS} other files.`, "Do not use it before it is clear why.");
}

function sorted(files: readonly LockedFile[]): readonly LockedFile[] {
  return files.toSorted((a, b) => compareText(a.path, b.path));
}
