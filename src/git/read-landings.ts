import type { Landing } from "../history/landing.ts";
import { createLine, type Line } from "../history/line.ts";
import { createLogParser, LOG_FORMAT, SHORT_FORMAT } from "../history/parse-log.ts";
import { createTimeline, joinHistories, type FileHistory } from "../history/timeline.ts";
import type { OnProgress } from "../model/progress.ts";
import type { Git } from "./git.ts";

const WALK = ["log", "--first-parent", "--diff-merges=first-parent", ...LOG_FORMAT] as const;

/** A line shorter than this is walked by one process: starting a second costs more than it saves. */
const WORTH_CUTTING = 2000;

/** With fewer files to find, the walk is likely to stop early, and git should hand over every commit at once. */
const FEW = 100;

/** All landings of a branch. */
export async function readLine(git: Git, head: string): Promise<Line> {
  const shas: string[] = [];
  const times: number[] = [];
  let rest = "";
  for await (const chunk of git.stream(["rev-list", "--first-parent", "--timestamp", head, "--"])) {
    const lines = (rest + chunk.toString("latin1")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const space = line.indexOf(" ");
      times.push(Number(line.slice(0, space)));
      shas.push(line.slice(space + 1));
    }
  }
  return createLine(shas, times);
}

/**
 * When each wanted file settled and was introduced. One pass over the first-parent line, cut in two stretches that
 * two processes walk at the same time; a stretch that has nothing left to tell is stopped.
 */
export async function readHistories(git: Git, { shas }: Line, wanted: ReadonlySet<string>, folders: readonly string[], onProgress: OnProgress): Promise<(path: string) => FileHistory> {
  if (wanted.size === 0 || shas.length === 0) return () => ({ settled: null, introduced: null });
  const cut = wanted.size > FEW && shas.length > WORTH_CUTTING ? Math.ceil(shas.length / 2) : shas.length;
  const stretches = [shas.slice(0, cut), shas.slice(cut)].filter((stretch) => stretch.length > 0);
  let done = 0;
  const onLandings = (count: number): void => {
    done += count;
    onProgress({ phase: "history", done, total: shas.length, item: "" });
  };
  const walks = stretches.map((stretch) => startWalk(git, stretch, wanted, folders, onLandings));
  await Promise.all(
    walks.map(async ({ done }, index) => {
      if (await done) for (const older of walks.slice(index + 1)) older.stop();
    }),
  );
  const timelines = walks.map((walk) => walk.timeline);
  return (path) => joinHistories(timelines, path);
}

interface Walk {
  readonly timeline: ReturnType<typeof createTimeline>;
  /** True when every wanted file was found. */
  readonly done: Promise<boolean>;
  readonly stop: () => void;
}

function startWalk(git: Git, stretch: readonly string[], wanted: ReadonlySet<string>, folders: readonly string[], onLandings: (count: number) => void): Walk {
  const timeline = createTimeline(wanted);
  const args = [...WALK, `--format=${SHORT_FORMAT}`, `--max-count=${stretch.length}`, stretch[0] ?? "", "--", ...folders.map(literal)];
  const output = git.stream(args, wanted.size > FEW ? { environment: { GIT_FLUSH: "0" } } : {});
  async function walk(): Promise<boolean> {
    const parser = createLogParser();
    for await (const chunk of output) {
      const landings = parser.add(chunk);
      onLandings(landings.length);
      if (!timeline.add(landings)) {
        output.stop();
        return true;
      }
    }
    return !timeline.add(parser.end());
  }
  return { timeline, done: walk(), stop: output.stop };
}

/** Landings of a stretch with author, subject and body, newest first; `since` is left out, null walks to the root. */
export async function* readLandings(git: Git, head: string, since: string | null, folders: readonly string[]): AsyncGenerator<Landing, void, void> {
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
