import { expect, test } from "vitest";
import { readFramework } from "../../../src/plan/consumer/framework.ts";

test.each([
  ["version: v1\n", "v1"],
  ["version: 2\n", "2"],
  ["workflow: { version: v1 }\n", null],
  ["version: [1]\n", null],
  ["- version: v1\n", null],
  ["version: [\n", null],
  ["", null],
])("%j has the framework %j", (text, framework) => {
  expect(readFramework(text)).toBe(framework);
});
