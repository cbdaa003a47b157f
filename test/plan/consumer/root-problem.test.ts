import { expect, test } from "vitest";
import { findRootProblem } from "../../../src/plan/consumer/root-problem.ts";
import { viewOf } from "./published-of.ts";

const PATHS = ["v1/flows/configs/a/1.0.0.yml", "experimental/flows/configs/a/1.0.0.yml", "top/1.0.0.yml"];

test.each([
  ["v1/flow/configs", /^Did you mean v1\/flows\/configs\? Its roots are experimental\/flows\/configs, v1\/flows\/configs\.$/],
  ["v1/flows/configs/", /mean v1/],
  ["nothing-like-it", /^Its roots are/],
])("%s is no root, and those that there are are named", (root, fix) => {
  const problem = findRootProblem(root, viewOf({ paths: PATHS }));
  expect(problem).toMatchObject({ code: "flow-unknown", message: expect.stringContaining(root) as unknown });
  expect(problem?.fix).toMatch(fix);
});

test("of a registry with configured roots these are named", () => {
  const config = { roots: [{ path: "dev", tag: "{flow}-v{version}" }] };
  expect(findRootProblem("prod", viewOf({ paths: PATHS, config }))?.fix).toBe("Its roots are dev.");
});

test.each(["", "v1", "v1/flows/configs", "w"])("in %j there are flows", (root) => {
  const indexed = [{ flow: "qa", description: null, path: "w/qa.yaml" }];
  expect(findRootProblem(root, viewOf({ paths: PATHS, indexed }))).toBeNull();
});
