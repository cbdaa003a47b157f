import { spawn } from "node:child_process";
import { once } from "node:events";
import { Duplex, Readable, Writable } from "node:stream";
import { failure, type Failure } from "../../model/failure.ts";
import { startFailure } from "../failures.ts";
import { tooLarge } from "./too-large.ts";

export interface RemoteRun {
  readonly args: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly input: string;
  /** Bytes of standard output; what says more is ended. */
  readonly mostOutput: number;
  /** Begun beside the process; may end it. */
  readonly watch: (isRunning: () => boolean, end: (why: Failure) => void) => Promise<void>;
}

export interface RemoteResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Starts git processes that talk to a server, and can end them with all that they started. */
export interface RemoteProcesses {
  /** Throws the Failure that it was ended with. */
  readonly run: (run: RemoteRun) => Promise<RemoteResult>;
  /** Ends all that run, and waits until they are gone. Nothing can be run after. */
  readonly close: () => Promise<void>;
}

/** What a server says of refused wants is far less. */
const MOST_WORDS = 100_000;

/** Stands for the exit code of a process that a signal ended. */
const KILLED = -1;
/** Of a shell. */
const NO_SUCH_PROGRAM = 127;

/**
 * Runs git with the shell's arguments, input and outputs. When the other end of descriptor 3 is closed, by us or because
 * this program was ended in whatever way, git is ended with all that it started: it would go on for minutes otherwise.
 */
const GUARDED = `
exec 4<&0
git "$@" <&4 3<&- 4<&- &
git=$!
exec 4<&-
(read -r _ <&3; kill -s KILL 0) >/dev/null 2>&1 &
guard=$!
exec 3<&-
wait "$git"
code=$?
kill -s KILL "$guard"
exit "$code"
`;

export function createRemoteProcesses(onProcess: () => void): RemoteProcesses {
  const running = new Set<{ readonly end: (why: Failure) => void; readonly gone: Promise<unknown> }>();
  let closed = false;

  async function run({ args, directory, environment, input, mostOutput, watch }: RemoteRun): Promise<RemoteResult> {
    if (closed) throw CLOSED;
    onProcess();
    // In a session of its own: without a terminal, ssh can ask nobody, and all that git starts can be ended together.
    const child = spawn("sh", ["-c", GUARDED, "sh", ...args], {
      cwd: directory,
      env: environment,
      stdio: ["pipe", "pipe", "pipe", "pipe"],
      detached: true,
      windowsHide: true,
    });
    const [stdin, stdout, stderr, guard] = child.stdio;
    if (!(stdin instanceof Writable && stdout instanceof Readable && stderr instanceof Readable && guard instanceof Duplex))
      throw startFailure(new Error("it has no pipes"), directory, true);
    // Only what is read is seen to end.
    guard.on("error", () => undefined).resume();
    const state: { isRunning: boolean; why: Failure | null } = { isRunning: true, why: null };
    const end = (why: Failure): void => {
      if (!state.isRunning || state.why !== null) return;
      state.why = why;
      guard.destroy();
    };
    const said = collect(stdout, mostOutput, () => {
      end(tooLarge(`its answer to git ${args[0] ?? ""} is longer than ${mostOutput} bytes`));
    });
    const words = collect(stderr, MOST_WORDS, () => undefined);
    // git may end before it has read all its input; what matters is its exit status.
    stdin.on("error", () => undefined);
    stdin.end(input);
    // The outputs are closed only when the last process that holds them is gone.
    const gone = once(child, "close").then(
      ([code]: (number | string | null)[]) => (typeof code === "number" ? code : KILLED),
      (error: unknown) => {
        throw startFailure(error, directory, true);
      },
    );
    const self = { end, gone: gone.catch(() => undefined) };
    running.add(self);
    watch(() => state.isRunning, end).catch((error: unknown) => {
      end(failure("git-failed", `The size of what was fetched could not be watched (${String(error)}).`, "Run again."));
    });
    try {
      const code = await gone;
      if (state.why !== null) throw state.why;
      if (code === NO_SUCH_PROGRAM) throw startFailure(new Error("there is no such program"), directory, true);
      return { code, stdout: Buffer.concat(said), stderr: Buffer.concat(words).toString() };
    } finally {
      state.isRunning = false;
      running.delete(self);
    }
  }

  return {
    run,
    async close() {
      closed = true;
      const all = [...running];
      for (const { end } of all) end(CLOSED);
      await Promise.all(all.map(({ gone }) => gone));
    },
  };
}

/** Of whatever is asked after the end. */
export const CLOSED = failure("git-failed", "The registry was closed while it was read.", "Run again.");

function collect(stream: NodeJS.ReadableStream, most: number, onExceeded: () => void): Buffer[] {
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length <= most) chunks.push(chunk);
    else onExceeded();
  });
  return chunks;
}
