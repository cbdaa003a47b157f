import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { createGithub } from "../../src/forge/github/github.ts";
import { GITHUB_LIMITS, type PaceLimits } from "../../src/forge/github/pace.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import { toExitCode } from "../../src/output/exit-code.ts";
import { toOutputs } from "../../src/output/outputs.ts";
import { release } from "../../src/run/release.ts";
import { openRequest, TAGGER } from "../run/open.ts";
import { createFakeTime, type FakeTime } from "../support/fake-time.ts";
import { flowYaml } from "../support/flow-yaml.ts";
import { openRegistry } from "../support/git-registry.ts";
import { startGithub, type GithubStandIn } from "../support/github/start-github.ts";

export interface BackfillOptions {
  readonly versions: number;
  readonly limits: Pick<PaceLimits, "perMinute" | "perHour">;
  /** Writes that somebody else makes just before, and that count for the same limits. */
  readonly others: number;
  /** What the inputs max-minutes and max-releases give to each run; null: no such budget. */
  readonly maxMinutes: number | null;
  readonly maxReleases: number | null;
}

/** One run of a backfill. */
export interface Leg {
  readonly code: number;
  readonly released: number;
  /** Tags that are left, as the output `remaining` tells. */
  readonly remaining: readonly string[];
  /** Tags without a release on the server. */
  readonly missing: readonly string[];
  /** Seconds on the run's clock. */
  readonly seconds: number;
}

export interface Backfill {
  readonly legs: readonly Leg[];
  /** The most writes that the server accepted within any minute, and any hour. */
  readonly perMinute: number;
  readonly perHour: number;
  /** How often the server had to refuse. */
  readonly refusals: number;
  /** Tags that were released more than once. */
  readonly repeated: readonly string[];
}

const MOST_LEGS = 5;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Releases so many versions from nothing, with a run an hour after the one before, until nothing is left. No time passes for real. */
export async function backfill(options: BackfillOptions): Promise<Backfill> {
  const { versions, limits, others } = options;
  const base = mkdtempSync(join(tmpdir(), "flow-tagbot-backfill-"));
  const registry = openRegistry({ base });
  const time = createFakeTime();
  const accepted: number[] = [];
  let github: GithubStandIn | null = null;
  try {
    for (let index = 0; index < versions; index += 1)
      registry.write(`flows/flow_${index % 10}/1.${Math.floor(index / 10)}.0.yml`, flowYaml({ name: "backfill" }));
    registry.commit("Add all of them");
    github = await startGithub({ bareRepository: registry.addBareRemote(), clock: time.clock, secondaryLimits: limits });
    const { apiUrl, owner, repo, tokens } = github;
    github.fail(({ kind, write }) => kind === "api" && write, {
      when: "after",
      times: Infinity,
      run: () => void accepted.push(time.now()),
    });
    for (let count = 0; count < others; count += 1) {
      await fetch(`${apiUrl}/repos/${owner}/${repo}/issues`, {
        method: "POST",
        headers: { authorization: `token ${tokens.write}`, "user-agent": "others", "content-type": "application/json" },
        body: JSON.stringify({ title: `Something else ${count}` }),
      });
      time.pass(5);
    }
    const legs: Leg[] = [];
    for (;;) {
      const leg = await runLeg(registry.clone().dir, github, time, options);
      legs.push(leg);
      if (leg.code === 0 || legs.length === MOST_LEGS) break;
      time.pass(HOUR_MS / 1000);
    }
    return { legs, ...measure(github, accepted) };
  } finally {
    await github?.stop();
    rmSync(base, { recursive: true, force: true });
  }
}

async function runLeg(
  directory: string,
  github: GithubStandIn,
  time: FakeTime,
  { limits, maxMinutes, maxReleases }: BackfillOptions,
): Promise<Leg> {
  const begun = time.now();
  const deadline = maxMinutes === null ? null : begun + maxMinutes * MINUTE_MS;
  const request = await openRequest(directory);
  const forge = createGithub(
    {
      apiUrl: github.apiUrl,
      owner: github.owner,
      repo: github.repo,
      repositoryUrl: github.gitUrl,
      token: github.tokens.write,
      ownToken: true,
      onExchange: () => undefined,
      onWait: () => undefined,
      time,
      deadline,
    },
    { ...GITHUB_LIMITS, ...limits },
  );
  const options = { tagger: TAGGER, signer: null, tagsPerPush: 1000, maxReleases, time, deadline, earlierPlan: null };
  const { plan, outcomes } = await release({ ...request, forge }, options);
  const released = new Set(github.releases.map(({ tagName }) => tagName));
  return {
    code: toExitCode(plan, outcomes),
    released: countReleased(outcomes),
    remaining: tagsOf(toOutputs(plan, outcomes, { issueUrl: null }).remaining).toSorted(),
    missing: plan.versions.flatMap(({ tag }) => (tag === null || released.has(tag) ? [] : [tag])).toSorted(),
    seconds: (time.now() - begun) / 1000,
  };
}

function countReleased(outcomes: readonly Outcome[]): number {
  return outcomes.filter(({ action, result }) => action.type === "create-release" && result.kind === "done").length;
}

function tagsOf(output: string): readonly string[] {
  const entries: unknown = JSON.parse(output);
  if (!Array.isArray(entries)) throw new Error(`not a list: ${output}`);
  return entries.map((entry: unknown) => (typeof entry === "object" && entry !== null && "tag" in entry ? String(entry.tag) : ""));
}

function measure({ requests }: GithubStandIn, arrived: readonly number[]): Omit<Backfill, "legs"> {
  const writes = requests.filter(({ kind, write }) => kind === "api" && write);
  const accepted = arrived.filter((_, index) => writes[index]?.status === 201);
  const most = (span: number): number =>
    Math.max(0, ...accepted.map((end) => accepted.filter((at) => at > end - span && at <= end).length));
  const tags = writes.flatMap(({ body, status }) =>
    status === 201 && typeof body === "object" && body !== null && "tag_name" in body ? [String(body.tag_name)] : [],
  );
  return {
    perMinute: most(MINUTE_MS),
    perHour: most(HOUR_MS),
    refusals: writes.filter(({ status }) => status === 403).length,
    repeated: tags.filter((tag, index) => tags.indexOf(tag) !== index),
  };
}

/** Whether every run told what is left, the last one left nothing, nothing was made twice, and the limits were held. */
export function isInOrder({ legs, perMinute, perHour, repeated }: Backfill, limits: BackfillOptions["limits"]): boolean {
  return (
    legs.every(({ code, remaining, missing }) => isDeepStrictEqual(remaining, missing) && code === (missing.length === 0 ? 0 : 3)) &&
    legs.at(-1)?.code === 0 &&
    repeated.length === 0 &&
    perMinute <= limits.perMinute &&
    perHour <= limits.perHour
  );
}
