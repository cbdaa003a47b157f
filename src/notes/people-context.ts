import type { Marks } from "../model/marks.ts";
import type { Contributor, LandingFacts } from "../model/notes-facts.ts";
import type { PullRequest } from "../model/pull-request.ts";
import type { PullRequestContext } from "./context-parts.ts";
import type { NotesContext } from "./context-schema.ts";
import { neutralise, toLink } from "./neutralise.ts";
import { parsePullSubject, withoutPullNumber } from "./pull-subject.ts";

const MAX_TITLE = 300;
const MAX_NAME = 100;

/** Pull requests of the landings, each once, in their order. */
export function toPullRequests(landings: readonly LandingFacts[], repositoryUrl: string | null): PullRequestContext[] {
  const known = new Map<number, PullRequestContext>();
  for (const landing of landings)
    for (const pull of landing.pulls) if (!known.has(pull.number)) known.set(pull.number, toPullRequest(pull, landing, repositoryUrl));
  return [...known.values()];
}

function toPullRequest(pull: PullRequest, landing: LandingFacts, repositoryUrl: string | null): PullRequestContext {
  return {
    number: pull.number,
    title: neutralise(withoutPullNumber(pull.title, pull.number), MAX_TITLE),
    url: toLink(pull.url),
    author: authorOf(pull, landing),
    author_url: pull.author === null || pull.author.bot ? null : profileUrl(pull.author.login, repositoryUrl),
    labels: pull.labels.map((label) => neutralise(label, MAX_NAME)),
    closes: pull.closes.map(({ number, title, url }) => ({ number, title: neutralise(title, MAX_TITLE), url: toLink(url) })),
  };
}

/** A squash has its pull request's author; a merge has that of whoever merged. */
function authorOf({ author }: PullRequest, { subject, author: committer }: LandingFacts): string | null {
  if (author !== null) return neutralise(author.login, MAX_NAME);
  return parsePullSubject(subject, "") === null || subject.startsWith("Merge pull request") ? null : neutralise(committer, MAX_NAME);
}

export function toContributors(contributors: readonly Contributor[], repositoryUrl: string | null): NotesContext["contributors"] {
  return contributors.map(({ name, login, pull }) => ({
    name: neutralise(login ?? name, MAX_NAME),
    url: login === null ? null : profileUrl(login, repositoryUrl),
    pull_request: pull === null ? null : { number: pull.number, url: toLink(pull.url) },
  }));
}

export function toMarks({ yanked, deprecated, backport, withdrawn }: Marks): NotesContext["marks"] {
  const safe = (text: string | null): string | null => (text === null ? null : neutralise(text));
  return {
    yanked: yanked === null ? null : neutralise(yanked.reason),
    deprecated: deprecated === null ? null : { since: safe(deprecated.since), use: safe(deprecated.use), reason: safe(deprecated.reason) },
    backport,
    withdrawn,
  };
}

/** Somebody's page on the server that has the repository; null for what can be no login. */
function profileUrl(login: string, repositoryUrl: string | null): string | null {
  if (repositoryUrl === null || !URL.canParse(repositoryUrl) || !/^[A-Za-z\d](?:[A-Za-z\d_-]*)$/u.test(login)) return null;
  return toLink(`${new URL(repositoryUrl).origin}/${login}`);
}
