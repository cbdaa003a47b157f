import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseIndex } from "../../src/plan/parse-index.ts";
import { someIssue } from "../forge/github/some-issues.ts";
import type { Pull } from "../support/github/state.ts";
import { listOutput } from "./output-shapes.ts";
import { expectCode, runAction } from "./run-action.ts";
import { addVersion, checkOut, openSetting, releasedTags, tagsOf, versions, writesOf } from "./setting.ts";

describe.concurrent("the option", () => {
  test("max-releases leaves the rest to the next run", async (context) => {
    const setting = await openSetting(context, versions(3));
    const first = expectCode(await runAction(setting, { inputs: { "max-releases": "2" }, workspace: checkOut(setting) }), 3);
    expect(releasedTags(setting)).toHaveLength(2);
    const left = ["code_review-v1.0.0", "code_review-v1.1.0", "code_review-v1.2.0"].filter((tag) => !releasedTags(setting).includes(tag));
    expect(listOutput(first, "remaining").map(({ tag }) => tag)).toEqual(left);
    expect(setting.github.issues).toEqual([]);
    expectCode(await runAction(setting, { inputs: { "max-releases": "2" }, workspace: checkOut(setting) }), 0);
    expect(releasedTags(setting)).toHaveLength(3);
  });

  test.for([
    ["false", 0],
    ["true", 1],
    ["", 1],
  ] as const)("issue: %j decides whether steps get one", async ([issue, count], context) => {
    const setting = await openSetting(context, (registry) => {
      addVersion(registry, "flows/a/1.0.0.yml");
      registry.link("flows/a/1.1.0.yml", "1.0.0.yml");
      registry.commit("Link a version");
    });
    const run = expectCode(await runAction(setting, { inputs: { issue }, workspace: checkOut(setting) }), 2);
    expect(setting.github.issues).toHaveLength(count);
    expect(run.outputs["issue-url"] === "").toBe(count === 0);
    expect(run.outputs["steps-file"]).not.toBe("");
    expect(run.summary).toContain("cp -L -- flows/a/1.1.0.yml");
  });

  test("released-comment tells pull requests, after the issue with the steps is kept", async (context) => {
    const pulls: Pull[] = [];
    const setting = await openSetting(
      context,
      (registry) => {
        const sha = addVersion(registry, "flows/a/1.0.0.yml");
        pulls.push({ number: 7, title: "Add it", author: "ada", commits: [sha], mergeCommit: sha });
        registry.link("flows/a/1.1.0.yml", "1.0.0.yml");
        registry.commit("Link a version");
      },
      { pulls, issues: [someIssue(7, { isPullRequest: true, labels: [] })] },
    );
    const inputs = { "released-comment": "true", "released-label": "released" };
    const run = expectCode(await runAction(setting, { inputs, workspace: checkOut(setting) }), 2);
    const writes = writesOf(run.requests.filter(({ path }) => path.includes("/issues"))).map((write) =>
      write.replace(/ .*\/issues/u, " issues"),
    );
    expect(writes).toEqual(["POST issues", "POST issues/7/labels", "POST issues/7/comments"]);
    expect(
      setting.github.issues
        .find(({ number }) => number === 7)
        ?.comments.map(({ body }) => body)
        .join(""),
    ).toContain("Released in [a 1.0.0](");
  });

  test("index-branch publishes what the output file has, and a second run only looks at the branch", async (context) => {
    const setting = await openSetting(context, versions(2));
    const inputs = { "index-branch": "flow-index" };
    const first = expectCode(await runAction(setting, { inputs, workspace: checkOut(setting) }), 0);
    const published = setting.registry.git("--git-dir", setting.github.bareRepository, "show", "flow-index:index.json");
    expect(parseIndex(published).flows.map(({ flow, latest }) => `${flow} ${latest ?? ""}`)).toEqual(["code_review 1.1.0"]);
    expect(readFileSync(first.outputs["index-file"] ?? "", "utf8")).toBe(`${published}\n`);
    const again = expectCode(await runAction(setting, { inputs, workspace: checkOut(setting) }), 0);
    expect(writesOf(again.requests)).toEqual([]);
  });

  test("assets attaches the files before a release is published, as immutable releases need it", async (context) => {
    const setting = await openSetting(context, versions(1), { immutableReleases: true });
    const run = expectCode(await runAction(setting, { inputs: { assets: "true" }, workspace: checkOut(setting) }), 0);
    expect(Object.keys(tagsOf(setting))).toEqual(["code_review-v1.0.0"]);
    const [release] = setting.github.releases;
    expect(release).toMatchObject({ tagName: "code_review-v1.0.0", draft: false, immutable: true });
    expect(release?.assets?.map(({ name }) => name).toSorted()).toEqual(["SHA256SUMS", "flow.yml"]);
    const writes = writesOf(run.requests.filter(({ kind }) => kind === "api")).map((write) => write.replace(/\d+/g, "0"));
    expect(writes.map((write) => write.split(" ")[0])).toEqual(["POST", "POST", "POST", "PATCH"]);
    const again = expectCode(await runAction(setting, { inputs: { assets: "true" }, workspace: checkOut(setting) }), 0);
    expect(writesOf(again.requests)).toEqual([]);
  });
});
