import { spawn } from "node:child_process";
import { once } from "node:events";
import { gitFailure } from "./failures.ts";

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

export function createGit({ directory, environment, onProcess }: GitOptions): Git {
  async function attempt(args: readonly string[], options: RunOptions = {}): Promise<GitResult> {
    const { getExecOutput } = await import("@actions/exec");
    onProcess();
    try {
      const result = await getExecOutput("git", [...args], {
        cwd: directory,
        env: { ...environment, ...options.environment },
        silent: true,
        ignoreReturnCode: true,
        ...(options.input === undefined ? {} : { input: Buffer.from(options.input) }),
      });
      return { code: result.exitCode, stdout: result.stdout, stderr: result.stderr };
    } catch (error) {
      throw gitFailure(args, { code: null, stderr: error instanceof Error ? error.message : String(error) });
    }
  }

  async function text(args: readonly string[], options?: RunOptions): Promise<string> {
    const result = await attempt(args, options);
    if (result.code !== 0) throw gitFailure(args, result);
    return result.stdout;
  }

  function stream(args: readonly string[], options: RunOptions = {}): GitStream {
    onProcess();
    const child = spawn("git", args, { cwd: directory, env: { ...environment, ...options.environment }, stdio: "pipe", windowsHide: true });
    let stopped = false;
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => {
      if (stderr.length < 10_000) stderr += chunk.toString();
    });
    // git may end before it has read all its input; what matters is its exit status.
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input ?? "");
    const closed = once(child, "close").then(
      ([code]: (number | null)[]) => ({ code: code ?? null, stderr }),
      (error: unknown) => ({ code: null, stderr: error instanceof Error ? error.message : String(error) }),
    );
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
      } catch (error) {
        if (!stopped) throw error;
      }
      if (stopped) return;
      const result = await closed;
      if (result.code !== 0) throw gitFailure(args, result);
    }
    return { stop, [Symbol.asyncIterator]: chunks };
  }

  return {
    directory,
    text,
    attempt,
    stream,
    with: (change) => createGit({ directory, environment: change(environment), onProcess }),
  };
}
