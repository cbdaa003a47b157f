import type { Access } from "../model/access.ts";
import type { Diagnosis } from "../model/diagnosis.ts";
import { renderTag } from "../model/tag-template.ts";
import { diagnose, type Facts } from "../plan/diagnose.ts";
import { NOTHING_FOUND } from "../plan/obstacles.ts";
import { readRefusal } from "./read-preflight.ts";
import { decide, emptyPlan, type ReleaseRequest } from "./release.ts";

export interface DoctorRequest extends ReleaseRequest {
  readonly signing: Facts["signing"];
}

const NOT_ASKED: Access = { login: null, hasIssues: null, scopes: null, immutableReleases: null, rateLimit: null };

/** Looks at everything that a run needs, and changes nothing. */
export async function examine(request: DoctorRequest): Promise<Diagnosis> {
  const { repository, branch, forge, pusher, config, signing } = request;
  const isLocal = forge.name === "local";
  const [git, token, rules] = await Promise.all([
    repository.git.text(["version"]),
    isLocal ? NOT_ASKED : forge.readAccess(),
    isLocal ? [] : forge.readTagRules(),
  ]);
  const { plan, found } = branch === null ? { plan: emptyPlan(config), found: NOTHING_FOUND } : await decide({ ...request, branch }, true);
  const tag = [...plan.actions, ...plan.manual].find(({ type }) => type === "create-tag")?.tag;
  const sampleTag = tag ?? renderTag(config.tag, "flow", "1.0.0");
  const everyTag =
    found.everyTag ??
    pusher.trouble ??
    (tag === undefined && pusher.kind !== "none" ? await readRefusal(repository, { tag: sampleTag, target: plan.head }) : null);
  const checks = diagnose({
    git: /\d+\.\d+\.\d+/.exec(git)?.[0] ?? null,
    clone: {
      partial: repository.partial,
      remote: repository.remote === null ? null : (forge.repositoryUrl ?? "a folder"),
    },
    forge: forge.name,
    pusher: pusher.kind,
    token,
    rulesReadable: rules !== null,
    found: { ...found, everyTag, tagRules: rules ?? [] },
    signing,
    plan,
    sampleTag,
  });
  return { schema: 1, ok: checks.every(({ state }) => state !== "error"), checks };
}
