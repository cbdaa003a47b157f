import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseMarker } from "../../src/notes/marker.ts";
import { expectCode, publishedAction, runAction } from "./run-action.ts";
import { addVersion, checkOut, openSetting, releasedTags, tagsOf, versions, writesOf } from "./setting.ts";

describe.concurrent("the action on push", () => {
  test("makes annotated tags on the landings and releases with notes, and then has nothing left to do", async (context) => {
    const setting = await openSetting(context, (registry) => {
      addVersion(registry, "flows/code_review/1.0.0.yml");
      addVersion(registry, "flows/code_review/1.1.0-rc.1.yml", "Try the new prompt (#7)");
    });
    const { registry, github } = setting;
    const changed = addVersion(registry, "flows/chat/1.0.0.yml");
    registry.write("flows/chat/1.0.0.yml", "version: v1\nname: chat\n");
    const settled = registry.commit("Shorten the chat");
    registry.git("push", "--quiet", "origin", "main");
    expect(changed).not.toBe(settled);
    const workspace = checkOut(setting);

    const first = await runAction(setting, { workspace, program: publishedAction() });
    expectCode(first, 0);
    const landing = (path: string): string => registry.git("log", "-1", "--format=%H", "--", path);
    expect(tagsOf(setting)).toEqual({
      "chat-v1.0.0": `tag ${settled}`,
      "code_review-v1.0.0": `tag ${landing("flows/code_review/1.0.0.yml")}`,
      "code_review-v1.1.0-rc.1": `tag ${landing("flows/code_review/1.1.0-rc.1.yml")}`,
    });
    const releases = Object.fromEntries(github.releases.map((release) => [release.tagName, release]));
    expect(Object.keys(releases)).toHaveLength(3);
    expect(releases["code_review-v1.1.0-rc.1"]).toMatchObject({ name: "code_review 1.1.0-rc.1", prerelease: true, draft: false });
    expect(releases["chat-v1.0.0"]).toMatchObject({ prerelease: false, draft: false });
    const body = releases["code_review-v1.1.0-rc.1"]?.body ?? "";
    expect(body).toContain("Try the new prompt");
    expect(body).toContain(`${github.gitUrl}/compare/code_review-v1.0.0...code_review-v1.1.0-rc.1`);
    expect(parseMarker(body)).toMatchObject({ flow: "code_review", version: "1.1.0-rc.1" });
    expect(parseMarker(body)?.digest).toBe(
      `sha256:${createHash("sha256")
        .update(readFileSync(join(workspace, "flows/code_review/1.1.0-rc.1.yml")))
        .digest("hex")}`,
    );
    const creations = first.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/releases"));
    expect(creations.map(({ body: sent }) => sent)).toEqual(Array(3).fill(expect.objectContaining({ make_latest: "false" })));
    expect(JSON.parse(first.outputs["releases"] ?? "")).toHaveLength(3);
    expect(JSON.parse(first.outputs["tags"] ?? "")).toHaveLength(3);
    expect(first.outputs["released"]).toBe("true");
    expect(first.summary).toContain(`${github.gitUrl}/releases/tag/chat-v1.0.0`);

    const second = await runAction(setting, { workspace, program: publishedAction() });
    expectCode(second, 0);
    expect(writesOf(second.requests)).toEqual([]);
    expect(second.requests.length).toBeLessThanOrEqual(5);
    expect(second.outputs).toMatchObject({
      released: "false",
      releases: "[]",
      tags: "[]",
      conflicts: "[]",
      blocked: "[]",
      remaining: "[]",
      "issue-url": "",
    });
  });

  test("needs no checkout", async (context) => {
    const setting = await openSetting(context, versions(2));
    expectCode(await runAction(setting, { program: publishedAction() }), 0);
    expect(Object.keys(tagsOf(setting))).toEqual(["code_review-v1.0.0", "code_review-v1.1.0"]);
    expect(releasedTags(setting)).toEqual(["code_review-v1.0.0", "code_review-v1.1.0"]);
    const again = expectCode(await runAction(setting, { program: publishedAction() }), 0);
    expect(writesOf(again.requests)).toEqual([]);
  });

  test("deepens a shallow checkout without file contents", async (context) => {
    const setting = await openSetting(context, (registry) => {
      versions(2)(registry);
      registry.write("large.txt", "never needed\n");
      registry.commit("Add a large file");
      registry.remove("large.txt");
      registry.commit("Remove it");
    });
    const { registry } = setting;
    const workspace = checkOut(setting, { depth: 1 });
    expectCode(await runAction(setting, { workspace, program: publishedAction() }), 0);
    expect(tagsOf(setting)["code_review-v1.0.0"]).toBe(
      `tag ${registry.git("log", "-1", "--format=%H", "--", "flows/code_review/1.0.0.yml")}`,
    );
    const missing = registry.git("-C", workspace, "rev-list", "--objects", "--missing=print", "HEAD");
    expect(missing).toContain(`?${registry.blob("large.txt", "HEAD~1")}`);
    expect(releasedTags(setting)).toHaveLength(2);
  });

  test.for([
    ["the token that it leaves may read only", "readOnly"],
    ["the token that it leaves is the same", "write"],
    ["the token that it leaves may do nothing", "none"],
  ] as const)("works beside a checkout's credentials: %s", async ([, kept], context) => {
    const setting = await openSetting(context, versions(1), { isPrivate: true });
    const workspace = checkOut(setting, { token: setting.github.tokens[kept] });
    expectCode(await runAction(setting, { workspace, program: publishedAction() }), 0);
    expect(setting.github.requests.filter(({ status }) => status === 400)).toEqual([]);
    expect(releasedTags(setting)).toEqual(["code_review-v1.0.0"]);
  });
});
