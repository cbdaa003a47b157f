import { spawn } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test, vi } from "vitest";
import { createRemoteProcesses, type RemoteRun } from "../../../src/git/remote/remote-process.ts";
import { failure } from "../../../src/model/failure.ts";
import { temporaryFolder, wrapGit } from "../open-git.ts";
import { isAlive } from "./stage.ts";

/** A git process that waits, with a child that waits as well and holds its outputs; both are as good as a server that hangs. */
const WAITING = ["-c", "alias.wait=!sleep 60 & sleep 60; true", "wait"];

function runOf(change: Partial<RemoteRun>): RemoteRun {
  return {
    args: ["version"],
    directory: temporaryFolder(),
    environment: { PATH: process.env["PATH"] ?? "" },
    input: "",
    mostOutput: 1000,
    watch: () => Promise.resolve(),
    ...change,
  };
}

test("gives what git says and how it ends", async () => {
  let started = 0;
  const { run } = createRemoteProcesses(() => {
    started += 1;
  });
  const said = await run(runOf({ args: ["-c", "alias.say=!cat; echo words >&2; exit 3", "say"], input: "text" }));
  expect([said.code, said.stdout.toString(), said.stderr, started]).toEqual([3, "text", "words\n", 1]);
});

test.each([
  { without: "shell and git", links: [] },
  { without: "git", links: ["sh"] },
])("without $without is a failure", async ({ links }) => {
  const bin = temporaryFolder();
  for (const name of links) symlinkSync(`/bin/${name}`, join(bin, name));
  const { run } = createRemoteProcesses(() => undefined);
  await expect(run(runOf({ environment: { PATH: bin } }))).rejects.toMatchObject({ code: "git-missing" });
});

describe("with all that it started a process is ended", () => {
  test("by its watch", async () => {
    const git = wrapGit();
    const { run } = createRemoteProcesses(() => undefined);
    const why = failure("registry-too-large", "too large", "none");
    const watch: RemoteRun["watch"] = async (running, end) => {
      await vi.waitUntil(() => git.pids().length > 0);
      expect(running()).toBe(true);
      end(why);
    };
    await expect(run(runOf({ args: WAITING, environment: { PATH: git.path }, watch }))).rejects.toBe(why);
    expect(git.pids().filter(isAlive)).toEqual([]);
  });

  test("when it says more than may be", async () => {
    const { run } = createRemoteProcesses(() => undefined);
    await expect(run(runOf({ args: ["-c", "alias.yes=!yes", "yes"] }))).rejects.toMatchObject({ code: "registry-too-large" });
  });

  test("when all is closed, after which nothing is started", async () => {
    const { run, close } = createRemoteProcesses(() => undefined);
    const ended = run(runOf({ args: WAITING })).catch((error: unknown) => error);
    await close();
    expect(await ended).toMatchObject({ code: "git-failed" });
    await expect(run(runOf({}))).rejects.toMatchObject({ code: "git-failed" });
  });

  test("when the program itself is killed", async () => {
    const git = wrapGit();
    const program = join(temporaryFolder(), "program.ts");
    writeFileSync(
      program,
      `import { createRemoteProcesses } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, "../../../src/git/remote/remote-process.ts")).href)};
       const run = ${JSON.stringify({ ...runOf({ args: WAITING, environment: { PATH: git.path } }) })};
       await createRemoteProcesses(() => undefined).run({ ...run, watch: () => Promise.resolve() });`,
    );
    const child = spawn(process.execPath, [program], { stdio: "ignore" });
    await vi.waitUntil(() => git.pids().length > 0, 10_000);
    expect(git.pids().every(isAlive)).toBe(true);
    child.kill("SIGKILL");
    await vi.waitUntil(() => !git.pids().some(isAlive));
  });
});
