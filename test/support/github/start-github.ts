import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBareRepository, openBareRepository } from "./bare-repository.ts";
import { nothing, readings, writings, type Caller, type Permissions } from "./callers.ts";
import { createFaults, type Fault, type Matcher } from "./faults.ts";
import { writeHooks, type RefRule } from "./hooks.ts";
import { listen } from "./listen.ts";
import type { RateLimit } from "./rate-limit.ts";
import { createRequestLog, type LoggedRequest } from "./request-log.ts";
import { apiRoot } from "./place.ts";
import { createHttpServer } from "./server.ts";
import { createWriteWindow, type Peaks, type SecondaryLimits } from "./write-window.ts";
import type { Issue, IssueOptions, Label, Pull, Release, Repository, Ruleset, Site } from "./state.ts";

export type RepositoryOptions = {
  readonly owner?: string;
  readonly repo?: string;
  /** Path of an existing bare repository; without it an empty one is made. */
  readonly bareRepository?: string;
  /** Default branch of a new repository. */
  readonly branch?: string;
  readonly isPrivate?: boolean;
  readonly hasIssues?: boolean;
  readonly immutableReleases?: boolean;
  readonly releases?: readonly Release[];
  readonly issues?: readonly Issue[];
  readonly labels?: readonly Label[];
  readonly pulls?: readonly Pull[];
  readonly rulesets?: readonly Ruleset[];
  readonly issueOptions?: Partial<IssueOptions>;
};

export type GithubOptions = RepositoryOptions & {
  readonly others?: readonly RepositoryOptions[];
  readonly ghes?: boolean;
  /** GitHub's rule about workflow files; true when not given. */
  readonly workflowRule?: boolean;
  /** How many results GitHub lists before it says "Only the first N results are available." */
  readonly pageCap?: number;
  /** How many entries GitHub lists of a commit before it says that the listing is cut off. */
  readonly treeCap?: number;
  /** What the write token may do, where it differs from a workflow's token with every permission. */
  readonly permissions?: Partial<Permissions>;
  readonly login?: string;
  readonly rateLimit?: number;
  /** Writes of the API beyond these are refused; without it there is no such limit. */
  readonly secondaryLimits?: SecondaryLimits;
  /** Stamps published_at and the dates of issues. */
  readonly clock?: () => Date;
};

/** `none` is an app's token without any permission, `outsider` a person's who can only read. */
export type Tokens = {
  readonly write: string;
  readonly readOnly: string;
  readonly none: string;
  readonly outsider: string;
  /** Classic personal tokens of a person who may push: with the scope `repo`, and with `workflow` as well. */
  readonly classic: string;
  readonly classicWorkflow: string;
  /** A fine-grained token of the same person, without the permission for workflows. */
  readonly fineGrained: string;
};

export type GithubStandIn = {
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly gitUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly bareRepository: string;
  readonly tokens: Tokens;
  readonly requests: readonly LoggedRequest[];
  /** Requests and answers that GitHub's API description does not allow. */
  readonly violations: readonly string[];
  readonly releases: readonly Release[];
  readonly issues: readonly Issue[];
  readonly labels: readonly Label[];
  readonly rate: RateLimit;
  /** The most writes of the API that arrived within a minute and within an hour of the clock, refused ones included. */
  readonly peaks: Peaks;
  readonly fail: (matcher: Matcher, fault: Fault) => void;
  /** Refs that pushes and the API refuse from now on, in place of those before. */
  readonly refuseRefs: (rules: readonly RefRule[]) => void;
  readonly stop: () => Promise<void>;
};

const tokens: Tokens = {
  write: "ghs_write0000",
  readOnly: "ghs_read0000",
  none: "ghs_none0000",
  outsider: "ghp_outsider0000",
  classic: "ghp_classic0000",
  classicWorkflow: "ghp_workflow0000",
  fineGrained: "github_pat_fine0000",
};

const person = "person";

const defaultClock = (): Date => new Date("2026-03-01T12:00:00Z");

/** Starts the stand-in on a free port of 127.0.0.1. `stop` ends it and removes the repositories that it made. */
export async function startGithub(options: GithubOptions = {}): Promise<GithubStandIn> {
  const folder = await mkdtemp(join(tmpdir(), "github-stand-in-"));
  const clock = options.clock ?? defaultClock;
  const repositories = await Promise.all(
    [options, ...(options.others ?? [])].map((one, index) => toRepository(one, join(folder, `${index}.git`))),
  );
  const [repository] = repositories;
  if (repository === undefined) throw new Error("A stand-in needs a repository.");
  const violations: string[] = [];
  const rate: RateLimit = { limit: options.rateLimit ?? 5000, used: 0, reset: Math.floor(clock().getTime() / 1000) + 3600 };
  const writes = createWriteWindow(clock, options.secondaryLimits);
  const log = createRequestLog();
  const faults = createFaults();
  let serverUrl = "";
  const { server, idle } = createHttpServer({
    faults,
    log,
    context: () => ({
      site: toSite(serverUrl, options, clock),
      rate,
      writes,
      tokens: toCallers(options),
      findRepository: (owner, name) => repositories.find((one) => isNamed(one, owner, name)),
      report: (violation) => violations.push(violation),
    }),
  });
  const { url, close } = await listen(server);
  serverUrl = url;
  return {
    serverUrl,
    apiUrl: `${serverUrl}${apiRoot}`,
    gitUrl: `${serverUrl}/${repository.owner}/${repository.name}`,
    owner: repository.owner,
    repo: repository.name,
    bareRepository: repository.git.path,
    tokens,
    requests: log.entries,
    violations,
    get releases() {
      return repository.releases;
    },
    get issues() {
      return repository.issues;
    },
    get labels() {
      return repository.labels;
    },
    rate,
    get peaks() {
      return writes.peaks();
    },
    fail: faults.add,
    refuseRefs: (rules) => {
      repository.refRules = rules;
      writeHooks(repository.git.path, rules);
    },
    stop: async () => {
      await close();
      await idle();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function toSite(serverUrl: string, options: GithubOptions, clock: () => Date): Site {
  const { ghes = false, pageCap = 10_000, treeCap = 100_000, workflowRule = true } = options;
  return { serverUrl, apiUrl: `${serverUrl}${apiRoot}`, ghes, workflowRule, pageCap, treeCap, clock };
}

/** GitHub takes owners and names in any case. */
function isNamed(repository: Repository, owner: string, name: string): boolean {
  return repository.owner.toLowerCase() === owner.toLowerCase() && repository.name.toLowerCase() === name.toLowerCase();
}

function toCallers(options: GithubOptions): ReadonlyMap<string, Caller> {
  const login = options.login ?? "github-actions[bot]";
  return new Map<string, Caller>([
    [tokens.write, { kind: "app", login, permissions: { ...writings, ...options.permissions }, scopes: null }],
    [tokens.readOnly, { kind: "app", login, permissions: readings, scopes: null }],
    [tokens.none, { kind: "app", login, permissions: nothing, scopes: null }],
    [tokens.outsider, { kind: "user", login: "outsider", permissions: nothing, scopes: ["public_repo"] }],
    [tokens.classic, { kind: "user", login: person, permissions: writings, scopes: ["repo"] }],
    [tokens.classicWorkflow, { kind: "user", login: person, permissions: writings, scopes: ["repo", "workflow"] }],
    [tokens.fineGrained, { kind: "user", login: person, permissions: writings, scopes: null }],
  ]);
}

async function toRepository(options: RepositoryOptions, newPath: string): Promise<Repository> {
  const path = options.bareRepository ?? newPath;
  if (options.bareRepository === undefined) await createBareRepository(path, options.branch ?? "main");
  return {
    owner: options.owner ?? "octo-org",
    name: options.repo ?? "flows",
    isPrivate: options.isPrivate ?? false,
    hasIssues: options.hasIssues ?? true,
    immutableReleases: options.immutableReleases ?? false,
    git: openBareRepository(path),
    pulls: options.pulls ?? [],
    rulesets: options.rulesets ?? [],
    issueOptions: { lockStopsApps: false, newLabels: "allowed", ...options.issueOptions },
    usedTags: [],
    releases: options.releases ?? [],
    latestRelease: null,
    issues: options.issues ?? [],
    labels: options.labels ?? [],
    refRules: [],
    nextId: 1000 + (options.releases ?? []).reduce((most, release) => Math.max(most, release.id), 0),
  };
}
