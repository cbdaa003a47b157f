import { DEFAULT_CONFIG, EVERYTHING } from "../../src/config/config.ts";
import { CONFIG_PATH } from "../../src/config/options.ts";
import type { ConfigFile } from "../../src/config/schema.ts";
import { createLocalForge } from "../../src/forge/local/local.ts";
import { openRegistry, type OpenRegistry } from "../../src/run/open-registry.ts";
import type { ApplyOptions, ReleaseRequest } from "../../src/run/release.ts";
import { openGit } from "../git/open-git.ts";
import { createFakeTime } from "../support/fake-time.ts";

export const TAGGER = { name: "Tag Bot", email: "tagbot@example.com" };

export const APPLY_OPTIONS: ApplyOptions = {
  tagger: TAGGER,
  signer: null,
  tagsPerPush: 3,
  maxReleases: null,
  time: createFakeTime(),
  deadline: null,
  earlierPlan: null,
};

/** All of a request but the repository. */
export const SAMPLE_REQUEST = {
  door: null,
  credential: null,
  push: null,
  config: { kind: "branch", path: CONFIG_PATH, required: false },
  overrides: {},
  offline: false,
} as const;

/** Opens a repository as a run does, with its own configuration file. */
export function openSample(directory: string, overrides: ConfigFile = {}, offline = false, history = true): Promise<OpenRegistry> {
  return openRegistry({ ...SAMPLE_REQUEST, git: openGit(directory), overrides, offline, history });
}

/** What plan, apply and verify start from, with the local forge. */
export async function openRequest(directory: string, overrides: ConfigFile = {}): Promise<ReleaseRequest> {
  const opened = await openSample(directory, overrides);
  return {
    ...opened,
    config: { ...DEFAULT_CONFIG, ...opened.config },
    forge: createLocalForge(opened.repository.gitDirectory),
    selection: EVERYTHING,
    pusher: { kind: "none", trouble: null },
    thorough: true,
    resync: false,
    everything: true,
    onProgress: () => undefined,
  };
}

/** The codes of the problems that a promise is rejected with. */
export async function codesOf(work: Promise<unknown>): Promise<readonly string[]> {
  try {
    await work;
    return [];
  } catch (error) {
    if (error instanceof Error && "problems" in error && Array.isArray(error.problems))
      return error.problems.map((problem: unknown) =>
        typeof problem === "object" && problem !== null && "code" in problem ? String(problem.code) : "",
      );
    throw error;
  }
}
