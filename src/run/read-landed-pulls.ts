import type { Forge } from "../forge/port.ts";
import type { Line } from "../history/line.ts";
import type { LandingFacts } from "../model/notes-facts.ts";
import { toWarning, type Problem } from "../model/problem.ts";
import type { PullRequest } from "../model/pull-request.ts";
import { parsePullSubject } from "../notes/pull-subject.ts";

export type PullsForge = Pick<Forge, "capabilities" | "repositoryUrl" | "readPullRequests">;

export interface LandedPulls {
  /** Pull requests of a landing, as the server tells or else as its subject does. */
  readonly pullsOf: (landing: LandingFacts) => readonly PullRequest[];
  /** Numbers that the server told, not only a subject. */
  readonly certain: ReadonlySet<number>;
  readonly problems: readonly Problem[];
}

/** Asks the forge which pull requests brought the landings; notes come out without an answer, too. */
export async function readLandedPulls(forge: PullsForge, line: Line, landings: readonly LandingFacts[]): Promise<LandedPulls> {
  const unique = [...new Map(landings.map((landing) => [landing.sha, landing])).values()];
  const asked = unique.map(({ sha, subject, body }) => ({
    sha,
    time: line.time(sha) ?? 0,
    expected: parsePullSubject(subject, body) !== null,
  }));
  const { told, problems } = forge.capabilities.pullRequests && asked.length > 0 ? await ask(forge, asked) : NOTHING;
  const pullsOf = (landing: LandingFacts): readonly PullRequest[] => {
    const found = told.get(landing.sha) ?? [];
    return found.length > 0 ? found : fromSubject(landing, forge.repositoryUrl);
  };
  return { pullsOf, certain: new Set([...told.values()].flat().map(({ number }) => number)), problems };
}

interface Told {
  readonly told: ReadonlyMap<string, readonly PullRequest[]>;
  readonly problems: readonly Problem[];
}

const NOTHING: Told = { told: new Map(), problems: [] };

async function ask(forge: PullsForge, asked: Parameters<PullsForge["readPullRequests"]>[0]): Promise<Told> {
  const { pulls, failure } = await forge.readPullRequests(asked);
  if (failure === null) return { told: pulls, problems: [] };
  const [{ code, message, fix }] = failure.problems;
  const of = pulls.size === 0 ? "" : `Of ${asked.length - pulls.size} commits, `;
  const words = `${message}${/[.!?]$/u.test(message) ? "" : "."} ${of === "" ? "The" : `${of}the`} notes name only the pull requests that the subjects tell of.`;
  return { told: pulls, problems: [toWarning(code, words, fix)] };
}

function fromSubject({ subject, body }: LandingFacts, repositoryUrl: string | null): readonly PullRequest[] {
  const named = parsePullSubject(subject, body);
  if (named === null) return [];
  const url = repositoryUrl === null ? null : `${repositoryUrl}/pull/${named.number}`;
  return [{ ...named, body: "", url, author: null, labels: [], closes: [] }];
}
