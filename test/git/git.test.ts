import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { gitEnvironment } from "../../src/git/environment.ts";
import { createGit } from "../../src/git/git.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { isRunning, openGit, temporaryFolder, wrapGit, writeScript } from "./open-git.ts";

const BIG = 4_000_000;

function withBigFile(): TestRegistry {
  const registry = createRegistry();
  registry.write("big", "x".repeat(BIG));
  registry.commit("big");
  return registry;
}

describe("text and attempt", () => {
  test("give what git printed, as UTF-8", async () => {
    const registry = createRegistry();
    registry.write("é😀.yml", "x");
    const sha = registry.commit("Größe");
    const git = openGit(registry.dir);
    expect(await git.text(["rev-parse", "HEAD"])).toBe(`${sha}\n`);
    expect(await git.text(["log", "--format=%s"])).toBe("Größe\n");
    expect(await git.text(["ls-tree", "--name-only", "HEAD"])).toBe("é😀.yml\n");
  });

  test("an exit code is an answer to attempt, and a failure to text", async () => {
    const git = openGit(createRegistry().dir);
    expect(await git.attempt(["rev-parse", "--verify", "--quiet", "nothing"])).toEqual({ code: 1, stdout: "", stderr: "" });
    await expect(git.text(["rev-parse", "--verify", "--quiet", "nothing"])).rejects.toMatchObject({ code: "git-failed" });
  });

  test("input reaches git, and git may end without reading it", async () => {
    const git = openGit(createRegistry().dir);
    expect(await git.text(["hash-object", "--stdin"], { input: "x".repeat(BIG) })).toMatch(/^[0-9a-f]{40}\n$/);
    expect(await git.attempt(["hash-object", "--stdin", "--no-such-option"], { input: "x".repeat(BIG) })).toMatchObject({ code: 129 });
  });

  test("arguments are never a shell's", async () => {
    const registry = createRegistry();
    registry.commit("root");
    const git = openGit(registry.dir);
    const hostile = ["$(touch ran)", "`touch ran`", "; touch ran", "a b", 'a"b', "a'b", "*", "\\", "line\nfeed", "%PATH%"];
    for (const text of hostile) {
      expect(await git.text(["log", `--format=tformat:${text.replaceAll("%", "%%")}`])).toBe(`${text}\n`);
      let streamed = "";
      for await (const chunk of git.stream(["log", `--format=tformat:${text.replaceAll("%", "%%")}`])) streamed += chunk.toString();
      expect(streamed).toBe(`${text}\n`);
    }
    expect(existsSync(join(registry.dir, "ran"))).toBe(false);
  });

  test("an environment of one process's own is added to the common one", async () => {
    const git = openGit(createRegistry().dir);
    const environment = { GIT_COMMITTER_NAME: "Someone Else" };
    expect(await git.text(["var", "GIT_COMMITTER_IDENT"], { environment })).toContain("Someone Else <cleo@example.com>");
    expect(await git.text(["var", "GIT_COMMITTER_IDENT"])).toContain("Cleo Committer");
  });
});

describe("stream", () => {
  test("gives everything that git prints", async () => {
    let length = 0;
    for await (const chunk of openGit(withBigFile().dir).stream(["cat-file", "blob", "HEAD:big"])) length += chunk.length;
    expect(length).toBe(BIG);
  });

  test("fails while it is read when git fails, with what git had printed before", async () => {
    const read = async (): Promise<void> => {
      for await (const chunk of openGit(createRegistry().dir).stream(["log"])) expect(chunk).toBe("never");
    };
    await expect(read()).rejects.toMatchObject({ code: "git-failed" });
  });

  test("git may end before it has read its input", async () => {
    const read = async (): Promise<void> => {
      for await (const chunk of openGit(createRegistry().dir).stream(["hash-object", "--no-such-option"], { input: "x".repeat(BIG) }))
        expect(chunk).toBe("never");
    };
    await expect(read()).rejects.toMatchObject({ code: "git-failed" });
  });

  test.each(["stopped", "left"])("one that is %s early leaves no error and no process", async (how) => {
    const registry = withBigFile();
    const { path, pids } = wrapGit();
    const stream = openGit(registry.dir, { PATH: path }).stream(["cat-file", "blob", "HEAD:big"]);
    let pieces = 0;
    for await (const piece of stream) {
      pieces += piece.length > 0 ? 1 : 0;
      if (how === "left") break;
      stream.stop();
    }
    expect(pieces).toBe(1);
    expect(pids()).toHaveLength(1);
    await vi.waitFor(() => {
      expect(pids().filter(isRunning)).toEqual([]);
    });
  });

  test("one that is stopped before it is read gives nothing", async () => {
    const stream = openGit(withBigFile().dir).stream(["cat-file", "blob", "HEAD:big"]);
    stream.stop();
    expect(await Array.fromAsync(stream)).toEqual([]);
  });
});

describe("what a failure means", () => {
  test("a folder that is no repository", async () => {
    const folder = temporaryFolder();
    const git = openGit(folder);
    await expect(git.text(["rev-parse", "HEAD"])).rejects.toMatchObject({ code: "not-a-repository" });
  });

  test("a folder that does not exist", async () => {
    const git = openGit(join(temporaryFolder(), "none"));
    await expect(git.text(["status"])).rejects.toMatchObject({ code: "not-a-repository" });
    await expect(Array.fromAsync(git.stream(["status"]))).rejects.toMatchObject({ code: "not-a-repository" });
  });

  test("no git on the machine", async () => {
    const folder = temporaryFolder();
    const bin = join(folder, "bin");
    mkdirSync(bin);
    vi.stubEnv("PATH", bin);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const git = createGit({ directory: folder, environment: gitEnvironment({ PATH: bin }, null), onProcess: () => undefined });
    await expect(git.text(["status"])).rejects.toMatchObject({ code: "git-missing" });
    await expect(Array.fromAsync(git.stream(["status"]))).rejects.toMatchObject({ code: "git-missing" });
  });

  test("a server that refuses the credentials, one that hides the repository, and one that is not there", async () => {
    const github = await startForTest({ isPrivate: true });
    const git = openGit(createRegistry().dir);
    await expect(git.text(["ls-remote", github.gitUrl])).rejects.toMatchObject({ code: "git-auth" });
    await expect(git.text(["ls-remote", `${github.serverUrl}/octo-org/none`])).rejects.toMatchObject({ code: "git-auth" });
    github.fail({ kind: "git" }, { answer: { status: 503, body: "" } });
    await expect(git.text(["ls-remote", github.gitUrl])).rejects.toMatchObject({ code: "git-network" });
    github.fail({ kind: "git" }, { answer: "reset", times: 5 });
    await expect(git.text(["ls-remote", github.gitUrl])).rejects.toMatchObject({ code: "git-network" });
    await github.stop();
    await expect(git.text(["ls-remote", github.gitUrl])).rejects.toMatchObject({ code: "git-network" });
  });
});

test("a process that is killed is a failure of git, not a missing git", async () => {
  const folder = temporaryFolder();
  writeScript(join(folder, "git"), ["kill -9 $$"]);
  const git = createGit({ directory: folder, environment: { PATH: `${folder}:${process.env["PATH"] ?? ""}` }, onProcess: () => undefined });
  await expect(Array.fromAsync(git.stream(["log"]))).rejects.toMatchObject({ code: "git-failed" });
  await expect(git.text(["hash-object", "--stdin"], { input: "x" })).rejects.toMatchObject({ code: "git-failed" });
});

test("every process is counted, also behind a door with another environment", async () => {
  const counted = vi.fn();
  const git = openGit(createRegistry().dir, {}, counted);
  await git.text(["--version"]);
  await git.attempt(["rev-parse", "nothing"]);
  await Array.fromAsync(git.with((environment) => environment).stream(["--version"]));
  expect(counted).toHaveBeenCalledTimes(3);
});
