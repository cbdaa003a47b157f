import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { styleText } from "node:util";
import { buildDemoRegistry } from "./demo-registry.ts";

const PROJECT = join(import.meta.dirname, "..");
const COMMAND = join(PROJECT, "dist", "command.js");
const NEEDS_A_PERSON = 2;

if (!existsSync(COMMAND)) stop("dist/command.js is missing. Build it with: npm run build");

const base = mkdtempSync(join(tmpdir(), "flow-tagbot-demo-"));

heading("1. A sample registry: real git, no network");
const { repository, remote } = buildDemoRegistry(base);
const WHERE = ["--repo", repository, "--forge", "local"];
console.log(`work tree    ${repository}\nbare remote  ${remote}\n\nThe last landings on main:`);
git(["-C", repository, "log", "--first-parent", "-n", "6", "--format=  %h  %an: %s"]);

heading("2. What should be done");
flowTagbot(["plan", ...WHERE], [0, NEEDS_A_PERSON]);

heading("3. Do it");
const applied = flowTagbot(["apply", ...WHERE], [0, NEEDS_A_PERSON]);
if (applied === NEEDS_A_PERSON) console.log("\nExit code 2 is right here: the sample holds versions that only a person can put right.");

heading("4. The tags on the remote");
git([
  "--git-dir",
  remote,
  "for-each-ref",
  "--sort=version:refname",
  "--format=  %(align:30)%(refname:short)%(end)%(*objectname:short)  %(contents:subject)",
  "refs/tags",
]);

heading("5. One release's notes");
flowTagbot(["notes", "code_review@1.1.0", ...WHERE], [0]);

heading("6. Plan again: nothing is left but what needs a person");
flowTagbot(["plan", ...WHERE], [0, NEEDS_A_PERSON]);
const left = actionsLeft();
if (left !== 0) stop(`The second plan still has ${left === null ? "an unknown number of" : String(left)} actions.`);

heading("What to try next");
// The machine's own node may be too old; the one installed here is not.
const run = existsSync(join(PROJECT, "node_modules", ".bin", "node")) ? "node_modules/.bin/node dist/command.js" : "node dist/command.js";
const where = WHERE.join(" ");
console.log(`The registry stays at ${base} until you remove it. From this project's folder:

  # Give the misnamed file its right name, push, and release it
  git -C ${repository} mv flows/stable/fix_pipeline/v1.2.0.yml flows/stable/fix_pipeline/1.2.0.yml
  git -C ${repository} commit -m "Name fix_pipeline 1.2.0 as a version" && git -C ${repository} push
  ${run} apply ${where}

  # Change a version that is already published, and see it reported as drifted
  echo "# changed" >> ${repository}/flows/stable/code_review/1.0.0.yml
  git -C ${repository} commit -am "Change a published version" && git -C ${repository} push
  ${run} plan ${where}

  # Check every tag against the files, list what there is, read the plan as JSON
  ${run} verify ${where}
  ${run} list ${where}
  ${run} plan ${where} --json

  # Your own registry: plan only reads
  ${run} plan --repo <your clone>

  rm -r ${base}`);

function heading(text: string): void {
  console.log(`\n${styleText(["bold", "cyan"], `== ${text}`)}\n`);
}

/** Runs the built command on this terminal and returns its exit code, one of those expected. */
function flowTagbot(args: readonly string[], expected: readonly number[]): number {
  console.log(styleText("dim", `$ flow-tagbot ${args.join(" ")}`));
  const { status, signal } = spawnSync(process.execPath, [COMMAND, ...args], { stdio: "inherit" });
  if (status === null) return stop(`flow-tagbot was ended by ${signal ?? "an unknown signal"}.`);
  return expected.includes(status)
    ? status
    : stop(`flow-tagbot ended with exit code ${String(status)}; expected ${expected.join(" or ")}.`);
}

function git(args: readonly string[]): void {
  const { status } = spawnSync("git", ["--no-pager", ...args], { stdio: "inherit" });
  if (status !== 0) stop(`git ${args.join(" ")} failed.`);
}

function actionsLeft(): number | null {
  const { stdout } = spawnSync(process.execPath, [COMMAND, "plan", ...WHERE, "--json"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const plan: unknown = JSON.parse(stdout);
  return typeof plan === "object" && plan !== null && "actions" in plan && Array.isArray(plan.actions) ? plan.actions.length : null;
}

function stop(message: string): never {
  console.error(`\n${styleText("red", "The demo stopped.", { stream: process.stderr })} ${message}`);
  process.exit(1);
}
