import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { toTagObject, writeTagObjects } from "../../src/git/write-tags.ts";
import type { CreateTag } from "../../src/model/plan.ts";
import { createRegistry } from "../support/registry.ts";
import { openGit, temporaryFolder } from "./open-git.ts";

const TAGGER = { name: "Zoë Tagger", email: "zoe@example.com" };

function action(target: string, tag: string): CreateTag {
  return {
    type: "create-tag",
    flow: "a",
    version: "1.0.0",
    tag,
    target,
    date: "2026-01-02T03:04:05Z",
    message: `a 1.0.0 – Größe\n\nFlow-Path: flows/a/1.0.0.yml\nFlow-Digest: sha256:${"0".repeat(64)}\n`,
  };
}

describe("tag objects", () => {
  test("are what git itself writes for the same tag, byte for byte", async () => {
    const registry = createRegistry();
    const sha = registry.commit("root");
    const planned = action(sha, "a-v1.0.0");
    const [object] = await writeTagObjects(openGit(registry.dir), [planned], TAGGER);
    const git = openGit(registry.dir, {
      GIT_COMMITTER_NAME: TAGGER.name,
      GIT_COMMITTER_EMAIL: TAGGER.email,
      GIT_COMMITTER_DATE: "2026-01-02T03:04:05Z",
    });
    await git.text(["tag", "--annotate", "--cleanup=verbatim", "--message", planned.message, planned.tag, sha]);
    expect(object).toBe(registry.git("rev-parse", "refs/tags/a-v1.0.0"));
    expect(`${registry.git("cat-file", "-p", object ?? "")}\n`).toBe(toTagObject(planned, TAGGER));
  });

  test("are written with one process in the order of the actions, pass fsck and make no ref", async () => {
    const registry = createRegistry();
    const sha = registry.commit("root");
    const started = vi.fn();
    const tags = ["a-v1.0.0", "chat/agent-v1.0.0+build.5", ...Array.from({ length: 300 }, (_, number) => `b-v1.${number}.0`)];
    const objects = await writeTagObjects(
      openGit(registry.dir, {}, started),
      tags.map((tag) => action(sha, tag)),
      TAGGER,
    );
    expect(started).toHaveBeenCalledTimes(1);
    expect(objects).toHaveLength(tags.length);
    expect(registry.git("cat-file", "-p", objects[1] ?? "")).toContain("\ntag chat/agent-v1.0.0+build.5\n");
    expect(registry.git("tag")).toBe("");
    for (const [index, object] of objects.slice(0, 3).entries()) registry.git("update-ref", `refs/tags/${tags[index] ?? ""}`, object);
    expect(registry.git("fsck", "--strict", "--no-dangling")).toBe("");
  });

  test("of racing runs are one and the same", async () => {
    const registry = createRegistry();
    const sha = registry.commit("root");
    registry.addBareRemote();
    const write = (dir: string): Promise<readonly string[]> => writeTagObjects(openGit(dir), [action(sha, "a-v1.0.0")], TAGGER);
    expect(await write(registry.clone().dir)).toEqual(await write(registry.dir));
  });

  test("leave no file behind, also when git fails", async () => {
    const registry = createRegistry();
    const temporary = temporaryFolder();
    vi.stubEnv("TMPDIR", temporary);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    expect(tmpdir()).toBe(temporary);
    await writeTagObjects(openGit(registry.dir), [action(registry.commit("root"), "a-v1.0.0")], TAGGER);
    await expect(writeTagObjects(openGit(registry.dir), [action("none", "a-v1.0.0")], TAGGER)).rejects.toMatchObject({
      code: "git-failed",
    });
    expect(readdirSync(temporary)).toEqual([]);
  });
});
