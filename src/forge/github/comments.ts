import { failure, Failure } from "../../model/failure.ts";
import type { Time } from "../../model/time.ts";
import type { ManagedComment, PullRequestComments } from "../port.ts";
import type { Client, Place } from "./client.ts";
import { githubFailure, toRefusal } from "./failures.ts";
import { parseComment, parseComments, parseLabels, type GithubComment } from "./parse-comment.ts";
import { writeOnce } from "./write-once.ts";

const PER_PAGE = 100;

/** Ours is among the first: it is made by the first check that has something to say. */
const MOST_PAGES = 10;

interface Repository {
  readonly client: Client;
  readonly place: Place;
  readonly time: Time;
}

/** Our comment on each pull request. `login` is the token's own; null when it is not known. */
export function createComments(client: Client, place: Place, login: () => Promise<string | null>, time: Time): PullRequestComments {
  const repository = { client, place, time };
  const find = (pull: number, marker: string): Promise<ManagedComment | null> => findComment(repository, login, pull, marker);
  return {
    find,
    create: async (pull, marker, body) => {
      // First of all, so that nothing is made that could not be found again.
      await ownLogin(login);
      const what = `The pull request #${pull} could not be commented on`;
      const write = async (): Promise<ManagedComment> =>
        parseComment((await client.rest.issues.createComment({ ...place, issue_number: pull, body })).data);
      return writeComment(time, what, write, () => find(pull, marker));
    },
    edit: (id, body) => {
      const what = "The comment on the pull request could not be changed";
      const write = async (): Promise<ManagedComment> =>
        parseComment((await client.rest.issues.updateComment({ ...place, comment_id: id, body })).data);
      return writeComment(time, what, write, () => Promise.resolve(null));
    },
  };
}

/** Adds a label to a pull request; one that the repository does not have yet is made by GitHub. True if it was not there. */
export async function addLabel(client: Client, place: Place, pull: number, label: string, time: Time): Promise<boolean> {
  const what = `The pull request #${pull} could not be labelled`;
  const hasLabel = async (): Promise<true | null> => {
    const { data } = await client.rest.issues.listLabelsOnIssue({ ...place, issue_number: pull, per_page: PER_PAGE });
    return parseLabels(data).some((name) => name.toLowerCase() === label.toLowerCase()) ? true : null;
  };
  const write = async (): Promise<true> => {
    await client.rest.issues.addLabels({ ...place, issue_number: pull, labels: [label] });
    return true;
  };
  try {
    if ((await hasLabel()) !== null) return false;
    await writeOnce(time, { what, write, look: hasLabel, taken: () => false });
    return true;
  } catch (error) {
    throw commentFailure(what, error);
  }
}

async function ownLogin(login: () => Promise<string | null>): Promise<string> {
  const known = await login();
  if (known !== null) return known;
  throw failure(
    "comment-not-written",
    "The server does not tell whose token this is, so that its own comment cannot be told from others.",
    "Use the workflow's own token, a personal token or a GitHub App's token.",
  );
}

async function writeComment(
  time: Time,
  what: string,
  write: () => Promise<ManagedComment>,
  look: () => Promise<ManagedComment | null>,
): Promise<ManagedComment> {
  try {
    return (await writeOnce(time, { what, write, look, taken: () => false })).value;
  } catch (error) {
    throw commentFailure(what, error);
  }
}

/** The author is asked for only when there is a comment with the marker: most pull requests have none. */
async function findComment(
  { client, place }: Repository,
  login: () => Promise<string | null>,
  pull: number,
  marker: string,
): Promise<ManagedComment | null> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { comments, more } = await readComments(client, place, pull, page);
    const alike = comments.filter(({ body }) => body.startsWith(marker));
    const author = alike.length === 0 ? null : await ownLogin(login);
    const ours = alike.find((comment) => comment.author === author);
    if (ours !== undefined) return ours;
    if (!more) return null;
  }
  throw failure(
    "comment-not-written",
    `The pull request #${pull} has more than ${MOST_PAGES * PER_PAGE} comments, so that flow-tagbot's own cannot be found.`,
    "Look at the job summary; it has all that the comment would say.",
  );
}

async function readComments(
  client: Client,
  place: Place,
  pull: number,
  page: number,
): Promise<{ readonly comments: readonly GithubComment[]; readonly more: boolean }> {
  try {
    const { data, headers } = await client.rest.issues.listComments({ ...place, issue_number: pull, per_page: PER_PAGE, page });
    const comments = parseComments(data);
    // A full page without any link may be all there is, or come through a proxy that drops the header.
    const link = headers.link ?? "";
    return { comments, more: /rel="next"/.test(link) || (link === "" && comments.length === PER_PAGE) };
  } catch (error) {
    throw commentFailure(`The comments of the pull request #${pull} could not be listed`, error);
  }
}

/** What a refused request about comments means: a permission of its own is missing, or the conversation is locked. */
function commentFailure(what: string, error: unknown): Failure {
  const found = error instanceof Failure ? error : githubFailure(what, error);
  const status = toRefusal(found.cause)?.status;
  if (status !== 403 && status !== 404 && status !== 410) return found;
  if (found.code === "forge-sso" || found.code === "forge-rate-limit") return found;
  const fix =
    "Give the job `permissions: pull-requests: write`, or do without the comment with `comment: false`. Pull requests from forks get a token that only reads.";
  return failure("comment-not-written", found.message, fix, found.cause);
}
