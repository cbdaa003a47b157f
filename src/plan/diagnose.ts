import { gte } from "semver";
import type { Access } from "../model/access.ts";
import type { Check } from "../model/diagnosis.ts";
import type { Plan } from "../model/plan.ts";
import type { Preflight } from "./obstacles.ts";
import { refusingRule } from "./tag-rules.ts";

/** Needed for `git verify-tag` with SSH keys and for reading remotes as it is done here. */
export const OLDEST_GIT = "2.34.0";

/** Everything that was found out about a registry and its surroundings, before anything is judged. */
export interface Facts {
  /** As `git version` has it; null when it cannot be read. */
  readonly git: string | null;
  readonly clone: { readonly partial: boolean; readonly remote: string | null };
  readonly forge: "github" | "local";
  readonly pusher: "workflow-token" | "token" | "ssh" | "none";
  readonly token: Access;
  /** Rulesets for tags could be read. */
  readonly rulesReadable: boolean;
  readonly found: Preflight;
  /** Null: tags are not signed. */
  readonly signing: { readonly format: "gpg" | "ssh" } | NonNullable<Preflight["everyTag"]> | null;
  readonly plan: Plan;
  /** A tag that a plan makes, or could make. */
  readonly sampleTag: string;
}

/** The checks of `doctor`, in the order in which things are needed. */
export function diagnose(facts: Facts): readonly Check[] {
  return [
    checkGit(facts),
    checkClone(facts),
    checkToken(facts),
    checkPush(facts),
    checkRules(facts),
    checkWorkflows(facts),
    ...checkReleases(facts),
    checkSigning(facts),
    checkIssues(facts),
    checkLimit(facts),
    checkVersions(facts),
  ];
}

function check(name: string, state: Check["state"], finding: string, fix = ""): Check {
  return { name, state, finding, fix };
}

function checkGit({ git }: Facts): Check {
  if (git === null) return check("git", "unknown", "its version cannot be read");
  return gte(git, OLDEST_GIT) ? check("git", "ok", git) : check("git", "error", git, `Install git ${OLDEST_GIT} or newer.`);
}

function checkClone({ clone: { partial, remote }, plan }: Facts): Check {
  const where = remote === null ? "no remote: tags stay in this repository" : `origin is ${remote}`;
  const kind = partial ? ", without file contents" : "";
  return check("registry", "ok", `${plan.branch}, ${where}${kind}`);
}

function checkToken({ forge, pusher, token }: Facts): Check {
  if (forge === "local") return check("token", "ok", "none needed for a local registry");
  if (token.login === null) return check("token", "error", "none", "Set GITHUB_TOKEN, or log in with `gh auth login`.");
  const scopes = token.scopes === null ? "" : `, scopes: ${token.scopes.join(", ") || "none"}`;
  const kind =
    pusher === "workflow-token"
      ? "the workflow's own token; tags and releases made with it start no workflows"
      : `a token of ${token.login}${scopes}`;
  return check("token", "ok", kind);
}

function checkPush({ pusher, found }: Facts): Check {
  const by = { "workflow-token": "with the workflow's own token", token: "with the token", ssh: "over SSH", none: "on this disk" }[pusher];
  if (found.everyTag === null) return check("push", "ok", `allowed, ${by}`);
  return check("push", "error", found.everyTag.message, found.everyTag.fix);
}

function checkRules({ forge, rulesReadable, found, sampleTag, pusher }: Facts): Check {
  if (forge === "local") return check("tag rulesets", "ok", "none");
  if (pusher === "ssh") return check("tag rulesets", "unknown", "what they let the key do is told nobody before it pushes");
  if (!rulesReadable) return check("tag rulesets", "unknown", "they cannot be read with this token");
  const rule = refusingRule(sampleTag, found.tagRules);
  if (rule === null) return check("tag rulesets", "ok", `none refuses ${sampleTag}`);
  return check(
    "tag rulesets",
    "error",
    `${JSON.stringify(rule.ruleset)} refuses ${sampleTag}`,
    "Let a deploy key or a GitHub App bypass the ruleset, and use it; the workflow's own token never can.",
  );
}

function checkWorkflows({ found, pusher }: Facts): Check {
  const name = "workflow files";
  if (pusher === "ssh" || pusher === "none") return check(name, "ok", "no matter for what pushes");
  if (found.workflows.size === 0) return check(name, "ok", "those of every commit to be tagged are on a branch");
  const [files = []] = found.workflows.values();
  const commits = found.workflows.size === 1 ? "1 commit to be tagged has" : `${found.workflows.size} commits to be tagged have`;
  const finding = `${commits} workflow files that no branch has, such as ${files[0] ?? ""}`;
  return check(name, "error", finding, "Push with a deploy key (`ssh-key`), or with a token that may change workflows.");
}

function checkReleases({ forge, token: { immutableReleases } }: Facts): readonly Check[] {
  if (forge === "local" || immutableReleases === null) return [];
  return [
    immutableReleases
      ? check("immutable releases", "ok", "on: nobody can change a published release or its tag")
      : check(
          "immutable releases",
          "warning",
          "off: who may write can change releases and move tags",
          "Switch them on in the repository's settings, under Releases; flow-tagbot needs nothing else for them.",
        ),
  ];
}

function checkSigning({ signing }: Facts): Check {
  if (signing === null) return check("signing", "ok", "off");
  return "format" in signing
    ? check("signing", "ok", `on, with ${signing.format}`)
    : check("signing", "error", signing.message, signing.fix);
}

function checkIssues({ forge, token: { hasIssues } }: Facts): Check {
  if (forge === "local") return check("issue", "ok", "a page below the git directory");
  if (hasIssues === false)
    return check(
      "issue",
      "warning",
      "issues are off in this repository",
      "Switch them on in its settings; until then the steps are in the job summary and in the output `steps-file`.",
    );
  return hasIssues === null
    ? check("issue", "unknown", "the server does not tell whether issues are on")
    : check("issue", "ok", "issues are on; the job needs `issues: write`");
}

function checkLimit({ forge, token: { rateLimit } }: Facts): Check {
  if (rateLimit === null) return check("rate limit", "ok", forge === "local" ? "none" : "the server tells none");
  const until = new Date(rateLimit.reset * 1000).toISOString().slice(0, 16).replace("T", " ");
  const finding = `${rateLimit.remaining} requests left until ${until} UTC`;
  return rateLimit.remaining > 50 ? check("rate limit", "ok", finding) : check("rate limit", "warning", finding, "Wait until then.");
}

function checkVersions({ plan }: Facts): Check {
  const left = plan.versions.filter(({ state }) => state === "pending" || state === "partial").length;
  const people = plan.versions.filter(({ state }) => state === "blocked" || state === "conflict" || state === "drifted").length;
  const problems = plan.problems.filter(({ severity }) => severity === "error").length;
  const total = plan.versions.length;
  const finding = `${total === 1 ? "1 version" : `${total} versions`}, ${left} to be released, ${people} for a person, problems: ${problems}`;
  return people === 0 && problems === 0
    ? check("versions", "ok", finding)
    : check("versions", "warning", finding, "Run `flow-tagbot plan`: it prints the commands.");
}
