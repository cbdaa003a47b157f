import { Command, CommanderError } from "commander";
import { addConsumerCommands, isConsumerCommand, type Runner } from "./consumer-commands.ts";
import type { Handler, Streams } from "./handler.ts";
import { HELP } from "./help.ts";
import { VERSION } from "./version.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Runs one command to its exit code; see design decision 6 for the codes. */
export async function runCommandLine(args: readonly string[], environment: Environment, streams: Streams): Promise<number> {
  let code = 0;
  const run =
    (load: () => Promise<Handler>) =>
    async (...given: readonly unknown[]): Promise<void> => {
      const command = given.at(-1);
      const handler = await load();
      const operands = given.slice(0, -2).filter((operand) => typeof operand === "string");
      if (!(command instanceof Command)) throw new TypeError("commander gave no command");
      code = await handler({ operands, flags: { ...command.optsWithGlobals() }, environment, streams });
    };
  const program = (await createProgram(run, args[0] ?? "")).configureOutput({
    writeOut: (text) => streams.stdout.write(text),
    writeErr: (text) => streams.stderr.write(text),
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    throw error;
  }
}

/** Building every command takes longer than a reference in the cache, so one of those that are asked for often is built alone. */
async function createProgram(run: Runner, asked: string): Promise<Command> {
  const program = new Command("flow-tagbot")
    .description(HELP.program.description)
    .version(VERSION, "-V, --version", "print the version")
    .addHelpText("after", HELP.program.after)
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .exitOverride();
  if (isConsumerCommand(asked)) addConsumerCommands(program, run, asked);
  else {
    const { addRegistryCommands } = await import("./registry-commands.ts");
    addRegistryCommands(program, run);
    addConsumerCommands(program, run, null);
  }
  return program;
}
