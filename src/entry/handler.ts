/** The streams of a process, as far as commands write to them. */
export interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

export interface Invocation {
  readonly operands: readonly string[];
  /** As commander names them: camel case. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly streams: Streams;
}

/** Runs a command and gives its exit code. */
export type Handler = (invocation: Invocation) => Promise<number>;
