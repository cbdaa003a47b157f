import { cpSync, existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { generateRegistry, landMore } from "./generate-registry.ts";
import { ROOTS } from "./landings.ts";
import type { RegistrySize } from "./landings.ts";
import { runCommand } from "./run.ts";

const STOPPED_AT_A_BUDGET = 3;
export const MORE_VERSIONS = 10;
/** Git counts the age of files in whole seconds. */
const AS_OLD_MS = 1_500;

/** One size in three states. */
export interface Registries {
  readonly untagged: string;
  /** Every version has its tag and its release. */
  readonly released: string;
  /** The same with some new versions on top. */
  readonly grown: string;
  /** A clone of the released one with files, in which one flow has a new version that nobody has committed. */
  readonly edited: string;
  /** How long the first apply took; null when the registries were there already. */
  readonly applyMilliseconds: number | null;
}

export function tagbotArguments(command: string, action: string, repository: string): readonly string[] {
  return [command, action, "--repo", repository, ...ROOTS.flatMap((root) => ["--root", root]), "--branch", "main", "--forge", "local"];
}

/** Generates what is missing below the folder, so that a kept folder is prepared once. */
export async function prepareRegistries(
  base: string,
  size: RegistrySize,
  node: string,
  command: string,
  say: (text: string) => void,
): Promise<Registries> {
  const name = `${String(size.flows)}x${String(size.versions)}-${String(size.seed)}`;
  const at = (state: string): string => join(base, `${name}-${state}.git`);
  const [untagged, released, grown, edited] = [at("untagged"), at("released"), at("grown"), join(base, `${name}-edited`)];
  await build(untagged, async (dir) => {
    say(`${name}: generating`);
    await generateRegistry(dir, size);
  });
  let applyMilliseconds: number | null = null;
  await build(released, async (dir) => {
    say(`${name}: releasing everything once`);
    cpSync(untagged, dir, { recursive: true });
    applyMilliseconds = await releaseAll(node, tagbotArguments(command, "apply", dir));
    // As a clone has them: refs and tag objects packed.
    await runCommand({ file: "git", args: ["gc", "--quiet"], cwd: dir });
  });
  await build(grown, async (dir) => {
    say(`${name}: landing ${String(MORE_VERSIONS)} more`);
    cpSync(released, dir, { recursive: true });
    await landMore(dir, size, MORE_VERSIONS);
  });
  await build(edited, async (dir) => {
    say(`${name}: a clone with a new version`);
    await runCommand({ file: "git", args: ["clone", "--quiet", "--local", released, dir] });
    // As after any later git status: until then git compares the content of files that are as young as its index.
    await setTimeout(AS_OLD_MS);
    await runCommand({ file: "git", args: ["status", "--porcelain"], cwd: dir });
    const [path = ""] = globSync("**/1.0.0.yml", { cwd: dir });
    const text = readFileSync(join(dir, path), "utf8");
    writeFileSync(join(dir, dirname(path), "99.0.0.yml"), text.replace("    toolset:\n", "    toolset:\n      - delete_branch\n"));
  });
  return { untagged, released, grown, edited, applyMilliseconds };
}

/** A folder that exists is complete: it gets its name when it is. */
async function build(dir: string, make: (dir: string) => Promise<void>): Promise<void> {
  if (existsSync(dir)) return;
  const unfinished = `${dir}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await make(unfinished);
  renameSync(unfinished, dir);
}

async function releaseAll(node: string, args: readonly string[]): Promise<number> {
  let total = 0;
  for (;;) {
    const { milliseconds, exitCode } = await runCommand({ file: node, args }, [0, STOPPED_AT_A_BUDGET]);
    total += milliseconds;
    if (exitCode === 0) return total;
  }
}
