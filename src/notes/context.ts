import type { LandingFacts, NotesFacts } from "../model/notes-facts.ts";
import type { CommitContext, NotesContext } from "./context-schema.ts";
import { createMessageParser, type ConventionalCommit } from "./conventional.ts";
import { cutDiff, fenceFor, renderDiff } from "./diff.ts";
import { neutralise, neutraliseLines, toLink, toName } from "./neutralise.ts";

/** More of a diff never fits into a release body. */
const MAX_DIFF = 110_000;
const MAX_BODY = 2_000;
const SHORT_SHA = 10;

/** What a template sees, from the facts: every foreign text neutralised, the diff made, the commits grouped. */
export async function toNotesContext(facts: NotesFacts): Promise<NotesContext> {
  const { previous } = facts;
  const parse = await createMessageParser();
  const repositoryUrl = toLink(facts.repositoryUrl)?.replace(/\/+$/u, "") ?? null;
  const commits = facts.commits.map((landing) => toCommit(landing, parse(landing.subject, landing.body), repositoryUrl));
  const diff = previous === null ? "" : cutDiff(await renderDiff(previous, facts), MAX_DIFF);
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
    commits,
    commits_left_out: 0,
    groups: groupCommits(commits),
    diff: diff === "" ? null : diff,
    fence: fenceFor(diff),
  };
}

/** The context with only the newest `count` commits, and the number of those left out. */
export function withFewerCommits(context: NotesContext, count: number): NotesContext {
  const commits = context.commits.slice(0, count);
  const leftOut = context.commits_left_out + context.commits.length - commits.length;
  return { ...context, commits, groups: groupCommits(commits), commits_left_out: leftOut };
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

function toCommit(landing: LandingFacts, message: ConventionalCommit, repositoryUrl: string | null): CommitContext {
  return {
    sha: toName(landing.sha),
    short: toName(landing.sha.slice(0, SHORT_SHA)),
    subject: neutralise(landing.subject),
    title: neutralise(message.title),
    author: neutralise(landing.author),
    date: toName(landing.date),
    url: repositoryUrl === null ? null : toLink(`${repositoryUrl}/commit/${landing.sha}`),
    type: message.type === null ? null : neutralise(message.type),
    scope: message.scope === null || message.scope === "" ? null : neutralise(message.scope),
    breaking: message.breaking,
    description: neutralise(message.description),
    body: neutraliseLines(message.body, MAX_BODY),
    breaking_note: message.breakingNote === null ? null : neutralise(message.breakingNote, MAX_BODY),
    footers: message.footers.map(({ token, value }) => ({ token: neutralise(token), value: neutralise(value) })),
  };
}
