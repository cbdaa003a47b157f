import { execFileSync } from "node:child_process";
import { isolatedEnvironment } from "../support/isolated-git.ts";
import type { World } from "./world.ts";

/** All that runs leave on a server, without its address, its numbers and its times. */
export interface EndState {
  /** Object ids by full ref name. */
  readonly refs: Readonly<Record<string, string>>;
  /** In the order of their tags. */
  readonly releases: readonly object[];
  readonly issues: readonly IssueState[];
}

export interface IssueState {
  readonly title: string;
  readonly state: string;
  readonly labels: readonly string[];
  readonly author: string;
  readonly body: string | null;
  readonly comments: readonly (string | null)[];
}

export function readEndState(world: World): EndState {
  const { github } = world;
  // A text with the server's address in it has a digest of its own.
  const own = (text: string | null): string | null =>
    text?.replaceAll(new URL(github.serverUrl).host, "host").replace(/ body=[0-9a-f]{16} -->/u, " -->") ?? null;
  return {
    refs: readRefs(world),
    releases: github.releases
      .toSorted((a, b) => (a.tagName < b.tagName ? -1 : 1))
      .map(({ tagName, targetCommitish, name, body, draft, prerelease, createdAt, assets }) => ({
        ...{ tagName, targetCommitish, name, draft, prerelease, createdAt },
        body: own(body),
        assets: (assets ?? []).map((asset) => [asset.name, asset.state, asset.content.toString("utf8")]),
      })),
    issues: standing(world).map(({ title, body, state, labels, author, comments }) => ({
      ...{ title, state, labels, author },
      body: own(body),
      comments: comments.map((comment) => own(comment.body)),
    })),
  };
}

export function readRefs({ github, base }: World): Readonly<Record<string, string>> {
  const args = ["--git-dir", github.bareRepository, "for-each-ref", "--format=%(refname) %(objectname)"];
  const lines = execFileSync("git", args, { env: isolatedEnvironment(base), encoding: "utf8" })
    .trim()
    .split("\n");
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]));
}

/** Everything that was made more than once, and every ref that was moved or deleted, as sentences. */
export function findRepeats(world: World): readonly string[] {
  const { github } = world;
  // Two runs at once may each begin a draft; the later one is then deleted.
  const created = github.requests.filter(({ method, status, body }) => method === "POST" && status === 201 && !isDraft(body));
  const tags = github.releases.map(({ tagName }) => tagName);
  const pushed = github.requests.flatMap(({ path, body }) =>
    path.endsWith("/git-receive-pack") && Array.isArray(body) ? readPushed(body) : [],
  );
  return [
    ...repeatsOf(tags).map((tag) => `two releases of ${tag}`),
    ...repeatsOf(created.filter(({ path }) => path.endsWith("/releases")).map(({ body }) => tagOf(body))).map(
      (tag) => `${tag} was released twice`,
    ),
    ...(standing(world).length > 1 ? [`${standing(world).length} issues`] : []),
    ...pushed.filter(({ from, to }) => !isNothing(from) || isNothing(to)).map(({ ref }) => `${ref} was to be moved or deleted`),
  ];
}

/**
 * The issues that count. No request makes an issue only if there is none: of two runs that look in the same moment, the
 * slower one closes its own again, which says whose duplicate it was.
 */
function standing({ github }: World): World["github"]["issues"] {
  return github.issues.filter(
    ({ state, stateReason, comments }) =>
      !(state === "closed" && stateReason === "not_planned" && comments.some(({ body }) => /^Duplicate of #\d+\.$/.test(body))),
  );
}

function repeatsOf(texts: readonly string[]): readonly string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

function isDraft(body: unknown): boolean {
  return typeof body === "object" && body !== null && "draft" in body && body.draft === true;
}

function tagOf(body: unknown): string {
  return typeof body === "object" && body !== null && "tag_name" in body ? String(body.tag_name) : "";
}

interface Pushed {
  readonly ref: string;
  readonly from: string;
  readonly to: string;
}

function readPushed(body: readonly unknown[]): readonly Pushed[] {
  return body.flatMap((entry) =>
    typeof entry === "object" && entry !== null && "ref" in entry && "from" in entry && "to" in entry
      ? [{ ref: String(entry.ref), from: String(entry.from), to: String(entry.to) }]
      : [],
  );
}

function isNothing(id: string): boolean {
  return /^0+$/.test(id);
}
