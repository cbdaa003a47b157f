import { Option as Flag, type Command } from "commander";
import type { Handler } from "./handler.ts";
import { CONSUMER_HELP, type ConsumerCommandName } from "./help-consumer.ts";

type Load = () => Promise<Handler>;
export type Runner = (load: Load) => (...given: readonly unknown[]) => Promise<void>;

type Adder = (parent: Command, run: Runner) => void;

const loadRegistries = () => import("./commands/registry.ts");
const loadCaches = () => import("./commands/cache.ts");

/** The commands for those who use flows, each by itself. */
const COMMANDS: ReadonlyMap<string, Adder> = new Map<string, Adder>([
  [
    "resolve",
    (program, run) => {
      const resolve = add(program, run, "resolve", " [reference]", async () => (await import("./commands/resolve.ts")).resolve);
      addFrozen(addResolving(resolve))
        .addOption(
          new Flag("--as <form>", "print only the version that was found, as a reference, a request or the fields of one").choices([
            "reference",
            "request",
            "fields",
          ]),
        )
        .option("--flow <name>", "name of the flow, instead of a reference")
        .option("--framework <version>", "framework version of the flow, such as v1, as flow services ask for it")
        .option("--flow-version <version>", "version or range of the flow, with --flow");
    },
  ],
  [
    "fetch",
    (program, run) => {
      const fetch = add(program, run, "fetch", " <reference>", async () => (await import("./commands/fetch.ts")).fetch);
      addFrozen(addResolving(fetch)).option("-o, --output <dir>", "copy the files to this folder");
    },
  ],
  [
    "cat",
    (program, run) => {
      addFrozen(addResolving(add(program, run, "cat", " <reference>", async () => (await import("./commands/cat.ts")).cat)));
    },
  ],
  [
    "show",
    (program, run) => {
      addResolving(add(program, run, "show", " <flow>", async () => (await import("./commands/show.ts")).show));
    },
  ],
  [
    "versions",
    (program, run) => {
      const versions = add(program, run, "versions", " <flow>", async () => (await import("./commands/versions.ts")).versions);
      addAsking(versions).option("--root <path>", "look in this root of the registry only");
    },
  ],
  [
    "lock",
    (program, run) => {
      addResolving(add(program, run, "lock", "", async () => (await import("./commands/lock.ts")).lock))
        .option("--file <path>", "the list of references; the lockfile lies beside it", "flows.yml")
        .option("--update [name]", "resolve all references anew, or only that of one name")
        .option("--dry-run", "write nothing, and show what would change: with --update, which newer versions there are")
        .option("--check", "write nothing; exit with 2 if the lockfile does not fit")
        .option("--frozen", "write nothing and resolve nothing: fail if the lockfile does not fit, and fetch what it names");
    },
  ],
  [
    "registry",
    (program, run) => {
      const group = describe(program, "registry", "").exitOverride();
      add(group, run, "registry add", " <name> <source>", async () => (await loadRegistries()).registryAdd)
        .addOption(new Flag("--type <type>", "what the source is; default: what it looks like").choices(["git", "github", "path"]))
        .option("--root <path>", "look for flows in this root of the registry only")
        .option("--default", "make it the default registry");
      add(group, run, "registry remove", " <name>", async () => (await loadRegistries()).registryRemove);
      add(group, run, "registry set-default", " <name>", async () => (await loadRegistries()).registrySetDefault);
      add(group, run, "registry list", "", async () => (await loadRegistries()).registryList);
      add(group, run, "registry update", " [name]", async () => (await loadRegistries()).registryUpdate);
    },
  ],
  [
    "cache",
    (program, run) => {
      const group = describe(program, "cache", "").exitOverride();
      add(group, run, "cache list", "", async () => (await loadCaches()).cacheList);
      add(group, run, "cache prune", "", async () => (await loadCaches()).cachePrune)
        .option("--older-than <age>", "remove what was not used for so long, such as 30d or 12h")
        .option("--max-size <size>", "remove the longest unused until no more than this is left, such as 500MB");
      add(group, run, "cache clear", " <registry>", async () => (await loadCaches()).cacheClear);
      add(group, run, "cache verify", "", async () => (await loadCaches()).cacheVerify);
    },
  ],
]);

export function isConsumerCommand(name: string): boolean {
  return COMMANDS.has(name);
}

/** Adds the command of that name, or with null all of them; what they need is loaded when one is run. */
export function addConsumerCommands(program: Command, run: Runner, asked: string | null): void {
  for (const [name, addTo] of COMMANDS) if (asked === null || name === asked) addTo(program, run);
}

function add(parent: Command, run: Runner, name: ConsumerCommandName, operands: string, load: Load): Command {
  return addOutput(addPlaces(describe(parent, name, operands)))
    .exitOverride()
    .action(run(load));
}

/** Where the list of registries and the cache lie. */
export function addPlaces(command: Command): Command {
  return command
    .option("--registries <file>", "the list of registries (default: registries.yml in the user's settings)")
    .option("--cache <dir>", "the folder for what was fetched (default: in the user's caches)");
}

export function addOutput(command: Command): Command {
  return (
    command
      .option("--json", "print JSON on standard output")
      // Taken so that it can be refused with a reason: other users of the machine can read arguments.
      .addOption(new Flag("--token <token>").hideHelp())
  );
}

/** How a registry is asked. */
export function addAsking(command: Command): Command {
  return command
    .option("--offline", "never use the network: only what is known already")
    .option("--allow-stale", "take the last known answer when a registry cannot be reached");
}

function addResolving(command: Command): Command {
  return addAsking(command)
    .option("--prerelease", "let ranges take prereleases too")
    .option("--allow-drift", "accept bytes that are not those of the published digest")
    .option("--root <path>", "look in this root of the registry only");
}

function addFrozen(command: Command): Command {
  return command
    .option("--frozen", "only what flows.lock says for this reference")
    .option("--lock <file>", "only what this lockfile says, instead of flows.lock in the folder at hand");
}

function describe(parent: Command, name: ConsumerCommandName, operands: string): Command {
  const { summary, description, after } = CONSUMER_HELP[name];
  const word = name.split(" ").at(-1) ?? name;
  return parent.command(`${word}${operands}`).summary(summary).description(description).addHelpText("after", after);
}
