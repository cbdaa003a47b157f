import type { Change, Landing } from "../history/landing.ts";
import { createLine, type Line } from "../history/line.ts";
import { createLogParser, LOG_FORMAT, SHORT_FORMAT } from "../history/parse-log.ts";
import { createTimeline, joinHistories, type FileHistory } from "../history/timeline.ts";
import type { OnProgress } from "../model/progress.ts";
import { linesOf } from "./fields.ts";
import type { Git, GitStream } from "./git.ts";

const WALK = ["log", "--first-parent", "--diff-merges=first-parent", ...LOG_FORMAT] as const;

/** A line shorter than this is walked by one process: starting a second costs more than it saves. */
const WORTH_CUTTING = 2000;

/** Git flushes after every commit when it writes to a pipe; without that it is up to half faster. */
const AT_ONCE = { environment: { GIT_FLUSH: "0" } } as const;

/** All landings of a branch. */
export async function readLine(git: Git, head: string): Promise<Line> {
  const shas: string[] = [];
  const times: number[] = [];
  for await (const lines of linesOf(git.stream(["rev-list", "--first-parent", "--timestamp", head, "--"], AT_ONCE))) {
    for (const line of lines) {
      const space = line.indexOf(" ");
      times.push(Number.parseInt(line, 10));
      shas.push(line.slice(space + 1));
    }
  }
  return createLine(shas, times);
}

/** Git on its way along the line: one or two stretches of it, newest first, whose output nobody has read yet. */
export interface StartedWalk {
  readonly landings: number;
  readonly stretches: readonly GitStream[];
}

/**
 * Starts one pass over the first-parent line, narrowed to some folders. When `many` files are to be found, the line is
 * cut in two stretches that two processes walk at the same time; not when narrowed, since git then counts only the
 * landings that it shows, and would walk the first stretch to the root.
 */
export function startWalk(git: Git, { shas }: Line, folders: readonly string[], many: boolean): StartedWalk {
  const cut = many && folders.length === 0 && shas.length > WORTH_CUTTING ? Math.ceil(shas.length / 2) : shas.length;
  const stretches = [shas.slice(0, cut), shas.slice(cut)].filter((stretch) => stretch.length > 0);
  const walk = (stretch: readonly string[]): GitStream =>
    git.stream(
      [...WALK, `--format=${SHORT_FORMAT}`, `--max-count=${stretch.length}`, stretch[0] ?? "", "--", ...folders.map(literal)],
      many ? AT_ONCE : {},
    );
  return { landings: shas.length, stretches: stretches.map(walk) };
}

/** When each wanted file settled and was introduced; a stretch that has nothing left to tell is stopped. */
export async function readHistories(
  { landings: total, stretches }: StartedWalk,
  wanted: ReadonlySet<string>,
  onProgress: OnProgress,
): Promise<(path: string) => FileHistory> {
  const timelines = stretches.map(() => createTimeline(wanted));
  let done = 0;
  const read = async (output: GitStream, index: number): Promise<void> => {
    const timeline = timelines[index];
    const parser = createLogParser();
    let open = wanted.size > 0 && timeline !== undefined;
    if (!open) output.stop();
    for await (const chunk of output) {
      const landings = parser.add(chunk);
      done += landings.length;
      onProgress({ phase: "history", done, total, item: "" });
      open = timeline?.add(landings) === true;
      if (!open) break;
    }
    if (open) open = timeline?.add(parser.end()) === true;
    // Whatever is older than a stretch in which everything was found tells nothing new.
    if (!open) for (const rest of stretches.slice(index)) rest.stop();
  };
  try {
    await Promise.all(stretches.map(read));
  } finally {
    for (const stretch of stretches) stretch.stop();
  }
  return (path) => joinHistories(timelines, path);
}

/** What landings changed, by landing and path. */
export type Changes = ReadonlyMap<string, ReadonlyMap<string, Change>>;

/** What some landings changed, as far as `keep` wants to know; with two processes when there are many. */
export async function readChanges(
  git: Git,
  landings: readonly string[],
  folders: readonly string[],
  keep: (path: string) => boolean,
): Promise<Changes> {
  const half = landings.length > WORTH_CUTTING ? Math.ceil(landings.length / 2) : landings.length;
  const found = new Map<string, ReadonlyMap<string, Change>>();
  const take = ({ sha, changes }: Landing): void =>
    void found.set(sha, new Map(changes.filter(({ path }) => keep(path)).map((change) => [change.path, change])));
  const read = async (part: readonly string[]): Promise<void> => {
    if (part.length === 0) return;
    const parser = createLogParser();
    const args = [...WALK, "--no-walk=unsorted", "--stdin", `--format=${SHORT_FORMAT}`, "--", ...folders.map(literal)];
    for await (const chunk of git.stream(args, { input: `${part.join("\n")}\n`, ...AT_ONCE })) parser.add(chunk).forEach(take);
    parser.end().forEach(take);
  };
  await Promise.all([read(landings.slice(0, half)), read(landings.slice(half))]);
  return found;
}

/** Landings of a stretch with author, subject and body, newest first; `since` is left out, null walks to the root. */
export async function* readLandings(
  git: Git,
  head: string,
  since: string | null,
  folders: readonly string[],
): AsyncGenerator<Landing, void, void> {
  const range = since === null ? [head] : [head, `^${since}`];
  const output = git.stream([...WALK, "--no-mailmap", `--format=${SHORT_FORMAT}%n%an%n%s%n%b`, ...range, "--", ...folders.map(literal)]);
  const parser = createLogParser();
  for await (const chunk of output) yield* parser.add(chunk);
  yield* parser.end();
}

/** A folder's name may hold characters that mean something in pathspecs. */
function literal(folder: string): string {
  return `:(top,literal)${folder}`;
}
