import { spawn } from "node:child_process";
import { once } from "node:events";

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Added to this process's environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Ran {
  /** From before the spawn until its output is read and the process has ended. */
  readonly milliseconds: number;
  readonly exitCode: number;
  /** Empty unless kept. */
  readonly output: string;
}

/** Runs a command with its standard output in a pipe that is read to the end; throws on any exit code not expected. */
export async function runCommand(command: Command, expected: readonly number[] = [0], keepOutput = false): Promise<Ran> {
  const begun = performance.now();
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: { ...process.env, ...command.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  const chunks: Buffer[] = [];
  const errors: Buffer[] = [];
  if (keepOutput) child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  else child.stdout.resume();
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  await ended;
  const milliseconds = performance.now() - begun;
  const exitCode = child.exitCode ?? -1;
  if (!expected.includes(exitCode)) {
    throw new Error(
      `${command.file} ${command.args.join(" ")} ended with exit code ${String(exitCode)}\n${Buffer.concat(errors).toString().slice(-2000)}`,
    );
  }
  return { milliseconds, exitCode, output: Buffer.concat(chunks).toString() };
}

export interface Contestant {
  readonly name: string;
  readonly command: Command;
  readonly expected?: readonly number[];
}

/** Times every contestant once a round, in turn (A, B, C, A, B, C …), after one round that is not counted; medians in milliseconds. */
export async function interleave(
  contestants: readonly Contestant[],
  rounds: number,
  onRound: (round: number) => void,
): Promise<ReadonlyMap<string, number>> {
  const times = new Map(contestants.map(({ name }): [string, number[]] => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    onRound(round);
    for (const { name, command, expected } of contestants) {
      const { milliseconds } = await runCommand(command, expected);
      if (round > 0) times.get(name)?.push(milliseconds);
    }
  }
  return new Map([...times].map(([name, all]) => [name, median(all)]));
}

/** NaN for an empty list. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = sorted.length % 2 === 1 ? [sorted[middle], sorted[middle]] : [sorted[middle - 1], sorted[middle]];
  return (low + high) / 2;
}
