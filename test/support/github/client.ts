import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { GithubStandIn } from "./start-github.ts";

export type GitResult = { readonly code: number; readonly output: string; readonly error: string };

const identity = {
  GIT_AUTHOR_NAME: "A Person",
  GIT_AUTHOR_EMAIL: "person@example.com",
  GIT_COMMITTER_NAME: "A Person",
  GIT_COMMITTER_EMAIL: "person@example.com",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
  LC_ALL: "C",
};

/** Runs the real git as a client; `date` dates a commit that it makes. */
export function git(folder: string, args: readonly string[], date = "2026-01-01T00:00:00Z"): Promise<GitResult> {
  const env = { ...identity, PATH: process.env["PATH"] ?? "", GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  return new Promise((resolve) => {
    execFile("git", ["-C", folder, ...args], { env }, (error, output, errorText) => {
      const code = typeof error?.code === "number" ? error.code : error === null ? 0 : -1;
      resolve({ code, output: output.trim(), error: errorText });
    });
  });
}

/** A new folder that is removed when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "github-client-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Arguments before git's command that send the token, as one header of its own. */
export function withToken(token: string): readonly string[] {
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return ["-c", `http.extraHeader=Authorization: Basic ${basic}`];
}

/** A clone with `count` commits a day apart from 2026-01-01, pushed to main. Gives the folder and the commits, oldest first. */
export async function pushCommits(
  github: GithubStandIn,
  count: number,
): Promise<{ readonly folder: string; readonly commits: readonly string[] }> {
  const folder = await temporaryFolder();
  await git(folder, ["init", "--quiet", "--initial-branch=main"]);
  await git(folder, ["remote", "add", "origin", github.gitUrl]);
  const commits: string[] = [];
  for (let day = 1; day <= count; day += 1) {
    await git(folder, ["commit", "--quiet", "--allow-empty", "-m", `Day ${day}`], `2026-01-${String(day).padStart(2, "0")}T00:00:00Z`);
    commits.push((await git(folder, ["rev-parse", "HEAD"])).output);
  }
  await git(folder, [...withToken(github.tokens.write), "push", "--quiet", "origin", "main"]);
  return { folder, commits };
}

export type ApiAnswer = { readonly status: number; readonly headers: Headers; readonly body: unknown };

/** Calls the API below the stand-in's repository; a path that begins with "//" is below the API's root. Null sends no token. */
export async function call(
  github: GithubStandIn,
  method: string,
  path: string,
  body?: unknown,
  token: string | null = github.tokens.write,
): Promise<ApiAnswer> {
  const url = path.startsWith("//") ? `${github.apiUrl}${path.slice(1)}` : `${github.apiUrl}/repos/${github.owner}/${github.repo}${path}`;
  const response = await fetch(url, {
    method,
    headers: { accept: "application/vnd.github+json", ...(token === null ? {} : { authorization: `token ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}
