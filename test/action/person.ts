import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { createGh } from "../support/gh.ts";
import type { Setting } from "./setting.ts";

/** Somebody with a full clone, an identity and rights of their own, who pastes what the issue says. */
export interface Person {
  readonly clone: string;
  /** Runs the lines in bash at the top of the clone, stops at the first that fails, and gives their output. */
  readonly paste: (text: string) => Promise<string>;
}

export async function openPerson({ github, base }: Setting): Promise<Person> {
  const folder = mkdtempSync(join(base, "person-"));
  const home = join(folder, "home");
  mkdirSync(home);
  const token = github.tokens.classicWorkflow;
  const host = new URL(github.serverUrl).host;
  const gh = createGh(folder, { apiUrl: github.apiUrl, repository: `${host}/${github.owner}/${github.repo}`, token });
  const env = {
    PATH: `${gh}:${process.env["PATH"] ?? ""}`,
    HOME: home,
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
  };
  const paste = (cwd: string) => (text: string) => bash(text, cwd, env);
  const clone = join(folder, "clone");
  await paste(folder)(
    [
      `git config --global http.${github.serverUrl}/.extraheader "Authorization: basic $(printf '%s' 'x:${token}' | base64)"`,
      "git config --global user.name 'Pat Person'",
      "git config --global user.email pat@example.org",
      `git clone --quiet ${github.gitUrl} clone`,
    ].join("\n"),
  );
  return { clone, paste: paste(clone) };
}

/** The stand-in lives in this process, so that nothing may wait for the shell. */
function bash(text: string, cwd: string, env: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["-e", "-o", "pipefail"], { cwd, env, stdio: ["pipe", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      const output = Buffer.concat(chunks).toString("utf8");
      if (code === 0) resolve(output);
      else reject(new Error(`bash ended with ${String(code)} in:\n${text}\n${output}`));
    });
    child.stdin.end(`${text}\n`);
  });
}

/** A fenced block of Markdown, with the line of text above it. */
export interface Fenced {
  readonly language: string;
  readonly title: string;
  readonly text: string;
}

/** The fenced blocks as GitHub shows them, and copies them. */
export function fencedBlocks(markdown: string): readonly Fenced[] {
  const blocks: Fenced[] = [];
  let title = "";
  let open: { readonly fence: string; readonly language: string; readonly lines: string[] } | null = null;
  for (const line of markdown.split(/\r?\n/)) {
    const [, fence, language = ""] = /^(`{3,})([a-z]*)$/.exec(line) ?? [];
    if (open !== null) {
      if (line === open.fence) {
        blocks.push({ language: open.language, title, text: open.lines.join("\n") });
        open = null;
      } else {
        open.lines.push(line);
      }
    } else if (fence !== undefined) {
      open = { fence, language, lines: [] };
    } else if (line !== "") {
      title = line;
    }
  }
  if (open !== null) throw new Error(`Not closed: ${open.lines.join("\n")}`);
  return blocks;
}
