import { DEFAULT_CONFIG, type Config } from "../../../src/config/config.ts";
import { CONFIG_PATH } from "../../../src/config/options.ts";
import { DEFAULT_GUARD, type GuardConfig } from "../../../src/config/guard.ts";
import type { Finding } from "../../../src/model/finding.ts";
import { checkPull } from "../../../src/plan/guard/check-pull.ts";
import type { CheckedVersion, CheckReport } from "../../../src/plan/guard/report.ts";
import type { PullSnapshot } from "../../../src/plan/guard/snapshot.ts";
import { discover } from "../../../src/registry/discover.ts";
import type { TreeEntry } from "../../../src/model/tree-entry.ts";
import { blobOf } from "../snapshot.ts";

/** A file's text or bytes, a link to somewhere, or null: there is none. */
export type Content = string | Buffer | { readonly link: string } | null;

export interface Pull {
  readonly base?: Readonly<Record<string, Content>>;
  /** What the pull request changes. */
  readonly head: Readonly<Record<string, Content>>;
  /** What tags hold at their version's path. */
  readonly tags?: Readonly<Record<string, string | null>>;
  readonly config?: Partial<Omit<Config, "guard">>;
  readonly guard?: Partial<GuardConfig>;
  readonly schemas?: Readonly<Record<string, string | null>>;
  readonly prompts?: Readonly<Record<string, readonly string[]>>;
  readonly commit?: string | null;
  readonly remote?: string | null;
}

export const BASE = "ba5e".repeat(10);
export const TAGGED = "7a66".repeat(10);

/** Reads a pull request as git is read. */
export function toPull({
  base = {},
  head,
  tags = {},
  config: part = {},
  guard = {},
  schemas = {},
  prompts,
  commit = "4ead".repeat(10),
  remote = null,
}: Pull): PullSnapshot {
  const config: Config = { ...DEFAULT_CONFIG, ...part, guard: { ...DEFAULT_GUARD, ...guard } };
  const contents = new Map<string, Buffer>();
  const store = (content: Exclude<Content, null>): string => {
    const bytes = typeof content === "object" && "link" in content ? Buffer.from(content.link) : Buffer.from(content);
    const blob = blobOf(bytes.toString("latin1"));
    contents.set(blob, bytes);
    return blob;
  };
  const toTree = (files: Readonly<Record<string, Content>>): ReadonlyMap<string, TreeEntry> =>
    new Map(
      Object.entries(files).flatMap(([path, content]) =>
        content === null
          ? []
          : [[path, { mode: typeof content === "object" && "link" in content ? "120000" : "100644", oid: store(content), path }]],
      ),
    );
  const [before, after] = [toTree(base), toTree({ ...base, ...head })];
  return {
    branch: "main",
    remote,
    base: { commit: BASE, registry: discover(before.values(), config) },
    head: { commit, registry: discover(after.values(), config) },
    config,
    configPath: CONFIG_PATH,
    changed: Object.keys(head).flatMap((path) => {
      const [old, now] = [before.get(path)?.oid ?? null, after.get(path)?.oid ?? null];
      return old === now ? [] : [{ path, before: old, after: now }];
    }),
    tagged: new Map(Object.entries(tags).map(([tag, text]) => [tag, { commit: TAGGED, blob: text === null ? null : store(text) }])),
    contents,
    references: [],
    schemas: new Map(Object.entries(schemas)),
    dependencies: { prompts: prompts === undefined ? null : new Map(Object.entries(prompts)), schemas: null },
  };
}

export async function check(pull: Pull): Promise<CheckReport> {
  return await checkPull(toPull(pull));
}

/** `error published-edited chat/1.0.0.yml:3`, in order. */
export async function findingsOf(pull: Pull): Promise<readonly string[]> {
  return (await check(pull)).findings.map(told);
}

export function told({ severity, id, path, line }: Finding): string {
  return `${severity} ${id} ${path ?? "-"}${line === null ? "" : `:${line}`}`;
}

/** The only finding of a rule or code. */
export function findingOf({ findings }: CheckReport, id: Finding["id"]): Finding {
  const found = findings.filter((finding) => finding.id === id);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${id} is ${found.length} times among the findings`);
  return found[0];
}

/** The only version at a path. */
export function versionAt({ versions }: CheckReport, path: string): CheckedVersion {
  const found = versions.filter((version) => version.path === path);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${path} is ${found.length} times in the report`);
  return found[0];
}

export interface Flow {
  readonly comment?: string;
  readonly tools?: readonly string[];
  readonly inputs?: Readonly<Record<string, "required" | "optional">>;
  readonly prompt?: string;
  readonly range?: string;
  readonly more?: string;
}

/** A flow of the flow registry with one component. */
export function flow({ comment, tools = ["grep"], inputs = {}, prompt = "Read it.", range = "1.0.0", more = "" }: Flow = {}): string {
  return [
    ...(comment === undefined ? [] : [`# ${comment}`]),
    "version: v1",
    "environment: ambient",
    "components:",
    "  - name: reader",
    "    type: AgentComponent",
    "    prompt_id: read",
    `    prompt_version: ${JSON.stringify(range)}`,
    "    toolset:",
    ...tools.map((tool) => `      - ${tool}`),
    "routers:",
    "  - {from: reader, to: end}",
    "flow:",
    "  entry_point: reader",
    "  inputs:",
    "    - category: job",
    "      input_schema:",
    "        id: {type: string}",
    ...Object.entries(inputs).map(([name, kind]) => `        ${name}: {type: string${kind === "optional" ? ", optional: true" : ""}}`),
    "prompts:",
    "  - prompt_id: read",
    "    prompt_template:",
    `      system: ${prompt}`,
    ...(more === "" ? [] : [more]),
    "",
  ].join("\n");
}
