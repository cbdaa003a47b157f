import { expect, test } from "vitest";
import { doByHand, fileChange, isByHand, joinPath, rootOf } from "../../src/manual/way-out.ts";
import { context, createRelease, createTag, plan, version } from "./sample-plan.ts";

test.each([
  [{ flow: "a", path: "flows/a/1.0.0.yml" }, "flows"],
  [{ flow: "chat/agent", path: "x/flows/chat/agent/1.0.0.yml" }, "x/flows"],
  [{ flow: "a", path: "a/1.0.0.yml" }, ""],
  [{ flow: "", path: "flows/1.0.0.yml" }, "flows"],
])("The root of %j is %j", (file, root) => {
  expect(rootOf(file)).toBe(root);
});

test("Paths are put together without stray slashes", () => {
  expect([joinPath("", "b"), joinPath("a", "b"), joinPath("a", "", "b")]).toEqual(["b", "a/b", "a/b"]);
});

test("What a run would have done is recognised, and tells whose key signs", () => {
  const trouble = { version: version({}), plan: plan({}), context, actions: [createTag(version({}))] };
  const ways = [doByHand(trouble), doByHand({ ...trouble, context: { ...context, sign: true } })];
  expect(ways.map((way) => way !== null && isByHand(way))).toEqual([true, true]);
  expect(ways.map((way) => way?.title.includes("your own key"))).toEqual([false, true]);
  expect(isByHand(fileChange(trouble, "t", "m", []))).toBe(false);
  expect(doByHand({ ...trouble, actions: [] })).toBeNull();
  expect(doByHand({ ...trouble, actions: [createRelease(version({}))] })?.commands.some((command) => command.startsWith("git fetch"))).toBe(
    false,
  );
});

test("A change of files is a commit on a branch of its own, named safely", () => {
  const odd = version({ flow: "a..b c", version: "1.0.0" });
  const { commands } = fileChange({ version: odd, plan: plan({}), context, actions: [] }, "t", "it's m", ["true"]);
  expect(commands).toEqual([
    "git fetch origin",
    "git switch --create fix-a.b-c-1.0.0 --no-track origin/main",
    "true",
    "git commit -m 'it'\\''s m'",
    "git push origin HEAD",
  ]);
});
