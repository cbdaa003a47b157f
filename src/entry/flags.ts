import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isErrorCode } from "../model/error-code.ts";
import { EVERYTHING } from "../config/config.ts";
import { CONFIG_PATH, optionsOf } from "../config/options.ts";
import type { Overrides } from "../config/overrides.ts";
import type { Code } from "../model/codes.ts";
import { failure, Failure } from "../model/failure.ts";
import type { ForgeName } from "../run/choose-forge.ts";
import type { ConfigSource } from "../run/open-registry.ts";

type Flags = Readonly<Record<string, unknown>>;

const NO_OVERRIDES: Overrides = {
  config: {},
  selection: EVERYTHING,
  run: {
    mode: "auto",
    dryRun: false,
    configPath: CONFIG_PATH,
    configRequired: false,
    maxMinutes: null,
    maxReleases: null,
    resync: false,
    registry: null,
  },
};

export function textOf(flag: unknown): string | null {
  return typeof flag === "string" ? flag : null;
}

export function toForge(flag: unknown): ForgeName | null {
  return flag === "local" || flag === "github" || flag === "gitlab" ? flag : null;
}

/** The flags that stand for options, validated; throws a Failure with all problems. */
export async function readOverrides(flags: Flags): Promise<Overrides> {
  const values: Record<string, string> = {};
  for (const { name } of optionsOf("flag")) {
    const given = flags[name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())];
    // The configuration's path is one of this machine, not of the branch; it is read apart.
    if (name !== "config" && (typeof given === "string" || typeof given === "boolean")) values[name] = String(given);
  }
  // Validation costs start-up time, and most calls have nothing to validate.
  if (Object.keys(values).length === 0) return NO_OVERRIDES;
  const { parseOverrides } = await import("../config/overrides.ts");
  const parsed = parseOverrides(values, "flag");
  if (!parsed.ok) throw new Failure(parsed.problems);
  return parsed.value;
}

const ON_BRANCH: ConfigSource = { kind: "branch", path: CONFIG_PATH, required: false };

/**
 * The named file; or the default one as it is in the work tree, where people edit it; or as it is on the branch, which is
 * all that counts without a repository.
 */
export async function readConfigSource(named: string | null, repository: string | null): Promise<ConfigSource> {
  if (named === null && repository === null) return ON_BRANCH;
  const path = named ?? resolve(repository ?? ".", CONFIG_PATH);
  try {
    return { kind: "text", path: named ?? CONFIG_PATH, text: await readFile(path, "utf8") };
  } catch (error) {
    const missing = isErrorCode(error, "ENOENT", "ENOTDIR");
    if (named === null && missing) return ON_BRANCH;
    throw failure(
      "config-unreadable",
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      "Correct --config.",
    );
  }
}

/** Text of a file that a flag names; `-` is standard input. */
export async function readFlagFile(path: string, flag: string, code: Code): Promise<string> {
  try {
    return path === "-" ? readFileSync(0, "utf8") : await readFile(path, "utf8");
  } catch (error) {
    throw failure(code, `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`, `Correct --${flag}.`);
  }
}
