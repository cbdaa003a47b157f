import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { wrapGit } from "../git/open-git.ts";
import { runAction, type ActionRun } from "./run-action.ts";
import { addVersion, checkOut, openSetting, type Setting } from "./setting.ts";

/** Every spelling under which the token could be read by somebody else. */
function spellings(token: string): readonly string[] {
  const encode = (text: string): string =>
    Buffer.from(text)
      .toString("base64")
      .replace(/.{0,2}=*$/, "");
  return [token, encodeURIComponent(token), encode(token), encode(`x-access-token:${token}`), Buffer.from(token).toString("hex")];
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
}

/** Whatever the run said or left: its log without the lines that the runner keeps to itself, and every file. */
function traces(run: ActionRun, workspace: string | null): ReadonlyMap<string, string> {
  const log = run.stdout
    .split("\n")
    .filter((line) => !line.startsWith("::add-mask::"))
    .join("\n");
  const files = [run.folder, ...(workspace === null ? [] : [workspace])].flatMap(filesBelow);
  return new Map([["log", log], ["errors", run.stderr], ...files.map((file) => [file, readFileSync(file, "latin1")] as const)]);
}

interface Row {
  readonly name: string;
  readonly checkout: boolean;
  readonly code: number;
  readonly prepare: (setting: Setting) => void;
}

const ROWS: readonly Row[] = [
  { name: "a run in a checkout", checkout: true, code: 0, prepare: () => undefined },
  { name: "a run that clones", checkout: false, code: 0, prepare: () => undefined },
  {
    name: "a server that repeats it in refusals",
    checkout: true,
    code: 2,
    prepare: ({ github }) => {
      const { write } = github.tokens;
      github.refuseRefs([
        {
          hook: "update",
          refs: ["refs/tags/a-v1.0.0"],
          text: `no ${write} here: ${Buffer.from(`x-access-token:${write}`).toString("base64")}\n`,
        },
      ]);
      github.fail(
        { method: "POST", path: /\/releases$/ },
        { answer: { status: 422, body: { message: `Validation Failed for ${write}`, documentation_url: "https://docs.github.com/rest" } } },
      );
    },
  },
  {
    name: "a git server that repeats it in an error",
    checkout: false,
    code: 1,
    prepare: ({ github }) => {
      github.fail(
        { kind: "git" },
        { times: 10, answer: { status: 403, body: `denied: https://x-access-token:${github.tokens.write}@github.com/\n` } },
      );
    },
  },
];

test.each(ROWS)("the token shows nowhere: $name", async ({ checkout, code, prepare }) => {
  const git = wrapGit();
  const finish: (() => void | Promise<void>)[] = [];
  try {
    const setting = await openSetting({ onTestFinished: (done) => finish.unshift(done) }, (registry) => {
      addVersion(registry, "flows/a/1.0.0.yml");
      addVersion(registry, "flows/a/1.1.0.yml");
    });
    prepare(setting);
    const workspace = checkout ? checkOut(setting) : null;
    const run = await runAction(setting, workspace === null ? {} : { workspace });
    expect(run.code, run.stdout).toBe(code);
    const args = git.args();
    expect(args).toContain(checkout ? "rev-parse" : "clone");
    const places = new Map([...traces(run, workspace), ["arguments", args.join("\n")]]);
    expect(places.size).toBeGreaterThan(6);
    for (const spelling of spellings(setting.github.tokens.write))
      expect([...places].filter(([, text]) => text.includes(spelling)).map(([place]) => place)).toEqual([]);
    expect(run.stdout).toContain(`::add-mask::${setting.github.tokens.write}\n`);
  } finally {
    for (const done of finish) await done();
  }
});
