import { Option as Flag, type Command } from "commander";
import { flagText, type Option } from "../config/option.ts";
import { optionsOf } from "../config/options.ts";
import { addAsking, addOutput, addPlaces, type Runner } from "./consumer-commands.ts";
import type { Handler } from "./handler.ts";
import { HELP, type RegistryCommandName } from "./help.ts";

const OPERANDS: Partial<Record<RegistryCommandName, string>> = {
  notes: " [flow@version]",
  list: " [registry]",
  diff: " <flow> [from] [to]",
  new: " <flow>",
};

/** Adds the commands for those who keep a registry; what they need is loaded when one is run. */
export function addRegistryCommands(program: Command, run: Runner): void {
  const add = (name: RegistryCommandName, load: () => Promise<Handler>, flags: readonly string[]): Command => {
    const command = program
      .command(`${name}${OPERANDS[name] ?? ""}`)
      .summary(HELP[name].summary)
      .description(HELP[name].description)
      .addHelpText("after", HELP[name].after);
    addCommonFlags(command);
    for (const option of optionsOf("flag")) if (flags.includes(option.name)) command.addOption(toFlag(option));
    return command.exitOverride().action(run(load));
  };
  const registry = ["config", "registry", "root", "tag", "branch", "target", "prerelease"];
  const reading = ["config", "root", "tag", "branch", "prerelease"];
  const selection = ["flow", "version", "since", "limit"];
  const notes = ["title", "template", "notes", "credits"];
  const releases = ["release", "resync", "latest", ...notes, "draft", "assets", "signing-format"];
  add("plan", async () => (await import("./commands/plan.ts")).plan, [...registry, ...selection, ...releases]);
  add("apply", async () => (await import("./commands/apply.ts")).apply, [
    ...registry,
    ...selection,
    ...releases,
    "tags-per-push",
    "issue",
    "max-minutes",
    "max-releases",
    "index-branch",
    "released-comment",
    "released-label",
    "dry-run",
  ])
    .option("--plan <file>", "carry out the plan in this file (from `plan --json`), if it still holds")
    .option("--index <file>", "write the index of the whole registry to this file");
  add("notes", async () => (await import("./commands/notes.ts")).notes, [...registry, ...notes])
    .option("--context", "print the values that templates see, as JSON, instead of the notes")
    .option("--from <file>", "render the values in this file (from --context) instead of a version's; - for standard input");
  addAsking(addPlaces(add("list", async () => (await import("./commands/list.ts")).list, [...registry, "flow", "version"])));
  add("doctor", async () => (await import("./commands/doctor.ts")).doctor, [...registry, "signing-format"]);
  add("verify", async () => (await import("./commands/verify.ts")).verify, [...registry, "flow", "version"]);
  add("check", async () => (await import("./commands/check.ts")).check, reading).option(
    "--base <ref>",
    "what is published: a branch, tag or commit of this clone; then no network is needed (default: the remote's release branch)",
  );
  add("diff", async () => (await import("./commands/diff.ts")).diff, reading)
    .option("--graph", "show the graph of the flow too, with what changed in it")
    .option("--markdown", "print Markdown, with the graph as Mermaid");
  add("new", async () => (await import("./commands/new.ts")).newCommand, reading)
    .addOption(new Flag("--bump <step>", "how far the number goes").choices(["auto", "patch", "minor", "major"]).default("auto"))
    .option("--from <version>", "the version to start from (default: the newest stable one)");
  add("migrate", async () => (await import("./commands/migrate.ts")).migrate, reading)
    .option("--to <version>", "the number that flat files get", "1.0.0")
    .option("--dry-run", "only say what would be moved");
  add("init", async () => (await import("./commands/init.ts")).init, reading)
    .option("--no-check", "leave out the workflow that checks pull requests")
    .option("--yes", "ask nothing: take what was found")
    .option("--force", "replace files that are there")
    .option("--dry-run", "print the files instead of writing them");
}

function addCommonFlags(command: Command): void {
  addOutput(
    command
      .option("--repo <dir>", "the repository: a work tree or a bare repository", ".")
      .addOption(
        new Flag("--forge <name>", "where releases live; default: what the remote `origin` is").choices(["local", "github", "gitlab"]),
      ),
  );
}

function toFlag(option: Option): Flag {
  const flag = new Flag(
    flagText(option),
    option.description.replaceAll("`", "") + (option.default === null ? "" : ` (default: ${option.default})`),
  );
  if (option.kind === "list") flag.argParser((text: string, before: unknown) => (typeof before === "string" ? `${before}\n${text}` : text));
  return flag;
}
