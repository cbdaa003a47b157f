import type { Forge } from "../forge/port.ts";
import { fetchContents } from "../git/fetch.ts";
import { probePush } from "../git/probe-push.ts";
import { toPushCode } from "../git/push-codes.ts";
import { readObjects } from "../git/read-objects.ts";
import { readForeignWorkflows } from "../git/read-workflows.ts";
import type { Repository } from "../git/open-repository.ts";
import { Failure } from "../model/failure.ts";
import type { CreateTag, Plan } from "../model/plan.ts";
import { NOTHING_FOUND, type Preflight, type YamlAt } from "../plan/obstacles.ts";
import type { Snapshot } from "../plan/snapshot.ts";

/** What pushes the tags, and what is known against it before anybody asks a server. */
export interface Pusher {
  /** The workflow's own token, another one, an SSH key, or nothing that a server would check. */
  readonly kind: "workflow-token" | "token" | "ssh" | "none";
  /** Why it can push nothing: a key that is missing or broken. */
  readonly trouble: Preflight["everyTag"];
}

export interface PreflightRequest {
  readonly repository: Repository;
  readonly forge: Pick<Forge, "readAccess" | "readTagRules">;
  readonly pusher: Pusher;
  /** Ask the server whether the credential may push: only worth it when it is about to. */
  readonly probe: boolean;
}

/** With more new versions than this, a plan leaves their YAML to the run that publishes them: it takes a millisecond each. */
const MOST_FILES = 100;

/** So many files are held at a time. */
const CHUNK = 200;

/** Finds out what would keep the plan's tags from being made; nothing is asked when there are none to make. */
export async function readPreflight(request: PreflightRequest, snapshot: Snapshot, plan: Plan): Promise<Preflight> {
  const tags = plan.actions.filter((action) => action.type === "create-tag");
  const first = tags[0];
  if (first === undefined) return NOTHING_FOUND;
  const { repository, forge, pusher, probe } = request;
  const [everyTag, tagRules, workflows, yaml] = await Promise.all([
    probe ? (pusher.trouble ?? (pusher.kind === "none" ? null : readRefusal(repository, first))) : null,
    // What a ruleset lets through is told for the token, which is not what pushes then.
    pusher.kind === "ssh" || pusher.kind === "none" ? [] : forge.readTagRules().then((rules) => rules ?? []),
    readWorkflows(request, snapshot, tags),
    probe || tags.length <= MOST_FILES ? readYamlFaults(repository, snapshot, tags) : new Map<string, never>(),
  ]);
  return { everyTag, tagRules, workflows, yaml };
}

/** Why the server lets this credential push nothing at all; null when it does, or does not say. */
export async function readRefusal(
  { push }: Repository,
  { tag, target }: Pick<CreateTag, "tag" | "target">,
): Promise<Preflight["everyTag"]> {
  const failed = await probePush(push.git, push.to, tag, target);
  if (failed === null) return null;
  const code = toPushCode(failed.code) ?? failed.code;
  return { code, message: `Nothing can be pushed. ${failed.message}`, fix: failed.problems[0].fix };
}

/** Only where the credential certainly may not change workflows; a doubt is left to the server's own answer. */
async function readWorkflows(
  { repository, forge, pusher }: PreflightRequest,
  { head }: Snapshot,
  tags: readonly CreateTag[],
): Promise<Preflight["workflows"]> {
  if (pusher.kind === "ssh" || pusher.kind === "none") return new Map();
  const targets = tags.map(({ target }) => target);
  try {
    if (pusher.kind === "token") {
      // Asked first: comparing with all branches may have to fetch them.
      const { scopes } = await forge.readAccess();
      if (scopes === null || scopes.includes("workflow")) return new Map();
    }
    return await readForeignWorkflows(repository, head, targets);
  } catch (error) {
    if (error instanceof Failure) return new Map();
    throw error;
  }
}

async function readYamlFaults(
  repository: Repository,
  { registry, targetBlobs }: Snapshot,
  tags: readonly CreateTag[],
): Promise<Preflight["yaml"]> {
  const wanted = new Set(tags.map(({ tag }) => tag));
  const files = registry.files.filter(({ tag }) => tag !== null && wanted.has(tag));
  // Loading the YAML library takes longer than most plans.
  const { findYamlFault } = await import("../registry/check-yaml.ts");
  const faults = new Map<string, YamlAt>();
  for (let start = 0; start < files.length; start += CHUNK) {
    const chunk = files.slice(start, start + CHUNK);
    const blobs = chunk.map(({ path, blob }) => targetBlobs.get(path) ?? blob);
    await fetchContents(repository, blobs);
    const objects = await readObjects(repository.git, blobs);
    for (const [index, { path }] of chunk.entries()) {
      const fault = findYamlFault(objects[index]?.content ?? Buffer.alloc(0));
      if (fault !== null) faults.set(path, { ...fault, earlier: targetBlobs.has(path) });
    }
  }
  return faults;
}
