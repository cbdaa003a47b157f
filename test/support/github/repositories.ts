import { notFound, type Answer } from "./answer.ts";
import { pullsOf } from "./graphql-pulls.ts";
import { pageOf } from "./paging.ts";
import { renderPull } from "./render-pull.ts";
import { renderRepository } from "./render-repository.ts";
import { mayBypass } from "./rulesets.ts";
import { param, repositoryUrl, type Call, type Routes } from "./routes.ts";
import type { Ruleset } from "./state.ts";

const metadata = { scope: "metadata", access: "read" } as const;

export const repositoryRoutes: Routes = {
  "repos/get": {
    need: metadata,
    answer: async (call) => ({ status: 200, body: renderRepository(call, await call.repository.git.defaultBranch()) }),
  },
  "repos/check-immutable-releases": { need: { scope: "administration", access: "read" }, answer: checkImmutableReleases },
  "repos/get-repo-rulesets": { need: metadata, answer: listRulesets },
  "repos/get-repo-ruleset": { need: metadata, answer: getRuleset },
  "repos/list-pull-requests-associated-with-commit": { need: { scope: "pull_requests", access: "read" }, answer: listPulls },
};

function checkImmutableReleases(call: Call): Answer {
  if (call.site.ghes || !call.repository.immutableReleases) return notFound;
  return { status: 200, body: { enabled: true, enforced_by_owner: false } };
}

function listRulesets(call: Call): Answer {
  const targets = call.query.get("targets")?.split(",");
  const wanted = call.repository.rulesets.filter((ruleset) => targets === undefined || targets.includes(ruleset.target));
  return pageOf(call, "/rulesets", wanted, (ruleset) => renderRuleset(call, ruleset));
}

function getRuleset(call: Call): Answer {
  const ruleset = call.repository.rulesets.find((candidate) => candidate.id === Number(param(call, "ruleset_id")));
  if (ruleset === undefined) return notFound;
  const { include, exclude, rules } = ruleset;
  return { status: 200, body: { ...renderRuleset(call, ruleset), conditions: { ref_name: { include, exclude } }, rules } };
}

/** The short form; only a single ruleset is shown with its conditions and rules. */
function renderRuleset(call: Call, ruleset: Ruleset): Readonly<Record<string, unknown>> {
  const { owner, name } = call.repository;
  return {
    id: ruleset.id,
    name: ruleset.name,
    target: ruleset.target,
    source_type: "Repository",
    source: `${owner}/${name}`,
    enforcement: ruleset.enforcement,
    ...(call.caller.kind === "anonymous" ? {} : { current_user_can_bypass: mayBypass(ruleset, call.caller) ? "always" : "never" }),
    node_id: Buffer.from(`Ruleset:${ruleset.id}`).toString("base64url"),
    _links: { self: { href: repositoryUrl(call, `/rulesets/${ruleset.id}`) } },
  };
}

async function listPulls(call: Call): Promise<Answer> {
  const sha = param(call, "commit_sha");
  const found = pullsOf(call.repository, call.site, sha);
  const branch = await call.repository.git.defaultBranch();
  return pageOf(call, `/commits/${sha}/pulls`, found, (pull) => renderPull(call, pull, branch));
}
