import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { gitFailure, startFailure } from "./failures.ts";

/** What one git process left: exit code, and both outputs as UTF-8. */
export interface GitResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface GitStream extends AsyncIterable<Buffer> {
  /** Ends the process early; its exit status no longer counts. */
  readonly stop: () => void;
}

export interface RunOptions {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The one door to git. Every process runs in the same folder with the same hardened environment. */
export interface Git {
  readonly directory: string;
  /** Output of a short command; throws a Failure when git exits with anything but 0. */
  readonly text: (args: readonly string[], options?: RunOptions) => Promise<string>;
  /** For commands whose exit code is an answer. */
  readonly attempt: (args: readonly string[], options?: RunOptions) => Promise<GitResult>;
  /** Output of a long command piece by piece; throws while it is read when git fails. */
  readonly stream: (args: readonly string[], options?: RunOptions) => GitStream;
  /** The same door with another environment for its processes (credentials). */
  readonly with: (change: (environment: Environment) => Environment) => Git;
}

type Environment = Readonly<Record<string, string>>;

export interface GitOptions {
  readonly directory: string;
  /** The whole environment of the processes; see {@link gitEnvironment}. */
  readonly environment: Environment;
  /** Called once for each process that is started. */
  readonly onProcess: () => void;
}

interface Process {
  readonly child: ChildProcessWithoutNullStreams;
  /** Rejects with a Failure when git could not be started. */
  readonly ended: Promise<{ readonly code: number; readonly stderr: string }>;
}

/** About so many bytes of what git says are kept; what a server says of hundreds of tags is far less. */
const MOST_WORDS = 1_000_000;

/** Stands for the exit code of a process that a signal ended. */
const KILLED = -1;

export function createGit({ directory, environment, onProcess }: GitOptions): Git {
  // Node's own spawn: @actions/exec lets the whole program end when git ends without reading its input, and costs a tenth of a check's time.
  async function attempt(args: readonly string[], options: RunOptions = {}): Promise<GitResult> {
    const { child, ended } = start(args, options);
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    const { code, stderr } = await ended;
    return { code, stdout: Buffer.concat(chunks).toString(), stderr };
  }

  async function text(args: readonly string[], options?: RunOptions): Promise<string> {
    const result = await attempt(args, options);
    if (result.code !== 0) throw gitFailure(args, result);
    return result.stdout;
  }

  function stream(args: readonly string[], options: RunOptions = {}): GitStream {
    const { child, ended } = start(args, options);
    // A process that is stopped early may never be asked how it ended.
    ended.catch(() => undefined);
    // Node throws away what a process that has ended wrote, unless somebody listens.
    child.stdout.on("readable", () => undefined);
    let stopped = false;
    const stop = (): void => {
      stopped = true;
      child.kill();
      child.stdout.destroy();
    };
    async function* chunks(): AsyncGenerator<Buffer, void, void> {
      try {
        for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
          if (stopped) return;
          if (Buffer.isBuffer(chunk)) yield chunk;
        }
        if (stopped) return;
        const result = await ended;
        if (result.code !== 0) throw gitFailure(args, result);
      } catch (error) {
        if (!stopped) throw error;
      } finally {
        // A reader that leaves early would leave git waiting at a full pipe.
        stop();
      }
    }
    return { stop, [Symbol.asyncIterator]: chunks };
  }

  function start(args: readonly string[], options: RunOptions): Process {
    onProcess();
    const child = spawn("git", args, { cwd: directory, env: { ...environment, ...options.environment }, stdio: "pipe", windowsHide: true });
    const words: Buffer[] = [];
    let length = 0;
    child.stderr.on("data", (chunk: Buffer) => {
      if (length < MOST_WORDS) words.push(chunk);
      length += chunk.length;
    });
    // git may end before it has read all its input; what matters is its exit status.
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input ?? "");
    const ended = once(child, "close").then(
      ([code, signal]: (number | string | null)[]) => {
        const stderr = Buffer.concat(words).toString();
        return typeof code === "number" ? { code, stderr } : { code: KILLED, stderr: `${stderr}\nended by ${String(signal)}` };
      },
      (error: unknown) => {
        throw startFailure(error, directory, existsSync(directory));
      },
    );
    return { child, ended };
  }

  return {
    directory,
    text,
    attempt,
    stream,
    with: (change) => createGit({ directory, environment: change(environment), onProcess }),
  };
}
