import type { LandingFacts, NotesFacts } from "../model/notes-facts.ts";
import type { CommitContext, NotesContext } from "./context-schema.ts";
import { createMessageParser, type ConventionalCommit } from "./conventional.ts";
import { cutDiff, fenceFor, renderDiff } from "./diff.ts";
import { flowContext } from "./flow-context.ts";
import { neutralise, neutraliseLines, toLink, toName } from "./neutralise.ts";
import { neutraliseMarkdown } from "./neutralise-markdown.ts";
import { MAX_OWN_NOTES } from "./own-notes.ts";
import { toContributors, toMarks, toPullRequests } from "./people-context.ts";
import { withoutPullNumber } from "./pull-subject.ts";

/** More of a diff never fits into a release body. */
const MAX_DIFF = 110_000;
const MAX_FORGE_NOTES = 60_000;
const MAX_BODY = 2_000;
const SHORT_SHA = 10;

/** What a template sees, from the facts: every foreign text neutralised, the diff made, the commits grouped. */
export async function toNotesContext(facts: NotesFacts): Promise<NotesContext> {
  const { previous } = facts;
  const parse = await createMessageParser();
  const repositoryUrl = toLink(facts.repositoryUrl)?.replace(/\/+$/u, "") ?? null;
  const commits = facts.commits.map((landing) => toCommit(landing, readMessage(landing, parse), repositoryUrl));
  const diff = previous === null ? "" : cutDiff(await renderDiff(previous, facts), MAX_DIFF);
  const flow = flowContext(facts.flowFacts);
  return {
    flow: toName(facts.flow),
    version: toName(facts.version),
    kind: facts.kind,
    tag: toName(facts.tag),
    path: toName(facts.path),
    target: toName(facts.target),
    date: toName(facts.date),
    digest: toName(facts.digest),
    initial: previous === null,
    previous: previous === null ? null : { version: toName(previous.version), tag: toName(previous.tag) },
    compare_url: toLink(facts.compareUrl),
    repository_url: repositoryUrl,
    ...flow,
    own_notes: toMarkdown(facts.ownNotes, MAX_OWN_NOTES),
    forge_notes: toMarkdown(facts.forgeNotes, MAX_FORGE_NOTES),
    format: facts.format,
    pull_requests: toPullRequests(facts.commits, repositoryUrl),
    pull_requests_left_out: 0,
    direct_commits: withoutPulls(commits),
    direct_commits_left_out: 0,
    contributors: toContributors(facts.contributors, repositoryUrl),
    content_digest: toName(facts.contentDigest),
    files: facts.files.map(({ path, digest }) => ({ path: toName(path), digest: toName(digest) })),
    marks: toMarks(facts.marks),
    pin: { reference: `${toName(facts.flow)}#${toName(facts.version)}`, commit: toName(facts.target), digest: toName(facts.digest) },
    commits,
    commits_left_out: 0,
    groups: groupCommits(commits),
    diff: diff === "" ? null : diff,
    fence: fenceFor(`${diff}\n${flow.graph ?? ""}`),
  };
}

/** The context with only the newest `count` commits and what brought them, and the numbers of those left out. */
export function withFewerCommits(context: NotesContext, count: number): NotesContext {
  const commits = context.commits.slice(0, count);
  const numbers = new Set(commits.flatMap((commit) => commit.pull_requests.map(({ number }) => number)));
  const direct = withoutPulls(commits);
  const pulls = context.pull_requests.filter(({ number }) => numbers.has(number));
  return {
    ...context,
    commits,
    groups: groupCommits(commits),
    commits_left_out: context.commits_left_out + context.commits.length - commits.length,
    direct_commits: direct,
    direct_commits_left_out: context.direct_commits_left_out + context.direct_commits.length - direct.length,
    pull_requests: pulls,
    pull_requests_left_out: context.pull_requests_left_out + context.pull_requests.length - pulls.length,
  };
}

function withoutPulls(commits: readonly CommitContext[]): CommitContext[] {
  return commits.filter((commit) => commit.pull_requests.length === 0);
}

function toMarkdown(text: string | null, max: number): string | null {
  const safe = text === null ? "" : neutraliseMarkdown(text, max);
  return safe === "" ? null : safe;
}

function groupCommits(commits: CommitContext[]): NotesContext["groups"] {
  const titles = ["Breaking changes", "Features", "Fixes", "Other changes"];
  return titles
    .map((title) => ({ title, commits: commits.filter((commit) => groupTitle(commit) === title) }))
    .filter((group) => group.commits.length > 0);
}

function groupTitle(commit: CommitContext): string {
  if (commit.breaking) return "Breaking changes";
  if (commit.type === "feat") return "Features";
  return commit.type === "fix" ? "Fixes" : "Other changes";
}

type Parse = (subject: string, body: string) => ConventionalCommit;

/** The commit's own message, or, where a merge says nothing, that of its pull request. */
function readMessage({ subject, body, pulls }: LandingFacts, parse: Parse): ConventionalCommit {
  const own = parse(subject, body);
  const [pull] = pulls;
  if (own.type !== null || pull === undefined || pulls.length > 1) return own;
  const told = parse(pull.title, pull.body);
  return told.type !== null || own.title.startsWith("Merge pull request #") ? told : own;
}

function toCommit(landing: LandingFacts, message: ConventionalCommit, repositoryUrl: string | null): CommitContext {
  const withoutNumber = (title: string): string => landing.pulls.reduce((text, { number }) => withoutPullNumber(text, number), title);
  return {
    sha: toName(landing.sha),
    short: toName(landing.sha.slice(0, SHORT_SHA)),
    subject: neutralise(landing.subject),
    title: neutralise(withoutNumber(message.title)),
    author: neutralise(landing.author),
    date: toName(landing.date),
    url: repositoryUrl === null ? null : toLink(`${repositoryUrl}/commit/${landing.sha}`),
    type: message.type === null ? null : neutralise(message.type),
    scope: message.scope === null || message.scope === "" ? null : neutralise(message.scope),
    breaking: message.breaking,
    description: neutralise(withoutNumber(message.description)),
    body: neutraliseLines(message.body, MAX_BODY),
    breaking_note: message.breakingNote === null ? null : neutralise(message.breakingNote, MAX_BODY),
    footers: message.footers.map(({ token, value }) => ({ token: neutralise(token), value: neutralise(value) })),
    pull_requests: landing.pulls.map(({ number, url }) => ({ number, url: toLink(url) })),
  };
}
