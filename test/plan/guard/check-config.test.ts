import { expect, test } from "vitest";
import { checkConfig } from "../../../src/plan/guard/check-config.ts";
import { told, toPull, type Content } from "./pull.ts";

const PATH = ".github/flow-tagbot.yml";

async function found(before: Content, after: Content): Promise<readonly string[]> {
  const { changed, contents } = toPull({ base: { [PATH]: before }, head: { [PATH]: after } });
  return (await checkConfig({ changed, contents, configPath: PATH })).map(told);
}

test("A changed configuration file is read, and what is wrong with it told", async () => {
  expect(await found("draft: true\n", "draft: maybe\nroofs: []\n")).toEqual([
    `error config-invalid ${PATH}:1`,
    `error config-invalid ${PATH}:2`,
  ]);
  expect(await found(null, "a: [")).toEqual([`error config-syntax ${PATH}:1`]);
  expect(await found(null, Buffer.from([0x61, 0x0a, 0xff]))).toEqual([`error config-syntax ${PATH}:2`]);
  expect(await found(null, "draft: true\n")).toEqual([]);
});

test("A configuration file that was wrong before, or is gone, is none of the pull request's faults", async () => {
  expect(await found("draft: maybe\n", "draft: maybe\n")).toEqual([]);
  expect(await found("draft: maybe\n", null)).toEqual([]);
});
