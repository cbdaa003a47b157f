import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parsePlan } from "../../src/plan/parse-plan.ts";
import { expectShapes } from "./output-shapes.ts";
import { expectCode, runAction } from "./run-action.ts";
import { addVersion, checkOut, openSetting, releasedTags, tagsOf, versions, writesOf } from "./setting.ts";

describe.concurrent("the event decides", () => {
  test.for(["schedule", "workflow_dispatch"])("%s applies", async (event, context) => {
    const setting = await openSetting(context, versions(1));
    const run = expectCode(await runAction(setting, { event, workspace: checkOut(setting) }), 0);
    expect(releasedTags(setting)).toEqual(["code_review-v1.0.0"]);
    expectShapes(run);
  });

  test.for(["pull_request_target", "release"])("%s only plans", async (event, context) => {
    const setting = await openSetting(context, versions(1));
    const run = expectCode(await runAction(setting, { event, token: setting.github.tokens.readOnly, workspace: checkOut(setting) }), 0);
    expect(writesOf(run.requests)).toEqual([]);
    expectShapes(run);
    expect(run.outputs).toMatchObject({ released: "false", tags: "[]" });
    const plan = parsePlan(readFileSync(run.outputs["plan-file"] ?? "", "utf8"));
    expect(plan.actions.map(({ type, tag }) => [type, tag])).toEqual([
      ["create-tag", "code_review-v1.0.0"],
      ["create-release", "code_review-v1.0.0"],
    ]);
    expect(JSON.parse(run.outputs["plan"] ?? "")).toEqual(plan);
  });

  test.for([{ "dry-run": "true" }, { mode: "plan" }])("but %o plans on push too", async (inputs, context) => {
    const setting = await openSetting(context, versions(1));
    const run = expectCode(await runAction(setting, { inputs, workspace: checkOut(setting) }), 0);
    expect(writesOf(run.requests)).toEqual([]);
    expect(tagsOf(setting)).toEqual({});
  });

  test("a person who starts it chooses flow and version", async (context) => {
    const setting = await openSetting(context, (registry) => {
      versions(2)(registry);
      addVersion(registry, "flows/chat/1.0.0.yml");
    });
    const payload = { inputs: { flow: "code_review", version: "1.1.0", "dry-run": false } };
    expectCode(
      await runAction(setting, { event: "workflow_dispatch", payload, inputs: { flow: "chat" }, workspace: checkOut(setting) }),
      0,
    );
    expect(Object.keys(tagsOf(setting))).toEqual(["code_review-v1.1.0"]);
    expect(releasedTags(setting)).toEqual(["code_review-v1.1.0"]);
  });

  test("a person who starts it chooses a dry run", async (context) => {
    const setting = await openSetting(context, versions(1));
    const run = expectCode(
      await runAction(setting, { event: "workflow_dispatch", payload: { inputs: { "dry-run": "true" } }, workspace: checkOut(setting) }),
      0,
    );
    expect(writesOf(run.requests)).toEqual([]);
  });

  test("nothing else of the event's inputs counts", async (context) => {
    const setting = await openSetting(context, versions(1));
    const payload = { inputs: { token: setting.github.tokens.none, template: "{{ flow }} by event", tag: "x-{flow}-{version}", flow: "" } };
    const run = expectCode(await runAction(setting, { event: "workflow_dispatch", payload, workspace: checkOut(setting) }), 0);
    expect(run.stdout).toMatch(/^::warning title=[^\n]*token[^\n]*template/m);
    expect(run.stdout).not.toContain(setting.github.tokens.none);
    expect(setting.github.releases).toHaveLength(1);
    expect(setting.github.releases[0]?.tagName).toBe("code_review-v1.0.0");
    expect(setting.github.releases[0]?.body).not.toContain("by event");
  });

  test("inputs of another event than a start by hand are not looked at", async (context) => {
    const setting = await openSetting(context, versions(1));
    const run = expectCode(
      await runAction(setting, { event: "push", payload: { inputs: { "dry-run": true } }, workspace: checkOut(setting) }),
      0,
    );
    expect(run.stdout).not.toContain("::warning");
    expect(releasedTags(setting)).toHaveLength(1);
  });
});
