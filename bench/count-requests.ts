import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startGithub } from "../test/support/github/start-github.ts";
import type { Release } from "../test/support/github/state.ts";
import { ROOTS } from "./landings.ts";
import { runCommand } from "./run.ts";

/** What one run asks of a server. */
export interface Requests {
  readonly api: number;
  readonly git: number;
}

/** Counts the requests of the action on a push that finds everything released, with a full checkout, against a server of our own. */
export async function countRequests(node: string, action: string, released: string, scratch: string): Promise<Requests> {
  const github = await startGithub({ bareRepository: released, releases: readReleases(released) });
  try {
    const dir = mkdtempSync(join(scratch, "requests-"));
    const [checkout, temp] = [join(dir, "checkout"), join(dir, "temp")];
    mkdirSync(temp);
    for (const name of ["output", "summary", "event.json"]) writeFileSync(join(dir, name), name === "event.json" ? "{}" : "");
    execFileSync("git", ["clone", "--quiet", "--shared", "--no-checkout", released, checkout]);
    execFileSync("git", ["-C", checkout, "remote", "set-url", "origin", github.gitUrl]);
    const before = github.requests.length;
    await runCommand({
      file: node,
      args: [action],
      cwd: checkout,
      environment: {
        GITHUB_ACTIONS: "true",
        GITHUB_API_URL: github.apiUrl,
        GITHUB_SERVER_URL: github.serverUrl,
        GITHUB_REPOSITORY: `${github.owner}/${github.repo}`,
        GITHUB_EVENT_NAME: "push",
        GITHUB_EVENT_PATH: join(dir, "event.json"),
        GITHUB_OUTPUT: join(dir, "output"),
        GITHUB_STEP_SUMMARY: join(dir, "summary"),
        GITHUB_WORKSPACE: checkout,
        RUNNER_TEMP: temp,
        INPUT_TOKEN: github.tokens.write,
        "INPUT_WORKFLOW-TOKEN": github.tokens.write,
        INPUT_ROOT: ROOTS.join("\n"),
      },
    });
    const asked = github.requests.slice(before);
    if (asked.some(({ write }) => write)) throw new Error("a run with nothing to do wrote to the server");
    return { api: asked.filter(({ kind }) => kind === "api").length, git: asked.filter(({ kind }) => kind === "git").length };
  } finally {
    await github.stop();
  }
}

/** A published release for every tag, as the server would have it. */
function readReleases(repository: string): readonly Release[] {
  const format = "%(refname:short)%09%(*objectname)%09%(*committerdate:iso-strict)";
  const lines = execFileSync("git", ["-C", repository, "for-each-ref", `--format=${format}`, "refs/tags"], {
    encoding: "utf8",
    maxBuffer: 1e9,
  })
    .trim()
    .split("\n");
  return lines.map((line, index) => {
    const [tagName = "", targetCommitish = "", date = ""] = line.split("\t");
    const createdAt = new Date(date).toISOString();
    return {
      id: index + 1,
      tagName,
      targetCommitish,
      name: tagName,
      body: "",
      draft: false,
      prerelease: false,
      createdAt,
      publishedAt: createdAt,
      author: "github-actions[bot]",
      immutable: false,
    };
  });
}
