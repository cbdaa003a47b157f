import { expect, test } from "vitest";
import { planProblems } from "../../src/plan/problems.ts";
import { toSnapshot } from "./snapshot.ts";

const ROOT = { path: "flows", tag: "{flow}-v{version}" };
const SNAPSHOT = toSnapshot({
  landings: [{ "flows/chat/1.0.0.yml": "a", "flows/chat/1.0.0.yaml": "b", "flows/other/v1.0.0.yml": "c" }],
  config: { roots: [ROOT, { path: "gone", tag: "gone-{flow}-v{version}" }] },
});
const CHAT = new Set(["flows/chat/1.0.0.yml", "flows/chat/1.0.0.yaml"]);

test.each([
  ["everything", [], null, ["root-missing", "version-name-v", "version-twins", "version-twins"]],
  ["one flow", ["chat"], null, ["root-missing", "version-twins", "version-twins"]],
  ["one version", [], "1.0.0", ["root-missing", "version-twins", "version-twins"]],
])("a plan of %s shows the problems of its files and of the configuration", (_, flows, version, codes) => {
  expect(
    planProblems(SNAPSHOT, { flows, version }, CHAT)
      .map(({ code }) => code)
      .toSorted(),
  ).toEqual(codes);
});

test("commits that are not pushed yet are told whatever is selected", () => {
  const [first] = planProblems({ ...SNAPSHOT, localAhead: true }, { flows: ["chat"], version: null }, CHAT);
  expect(first).toMatchObject({ code: "branch-not-pushed", severity: "warning", path: null });
});
