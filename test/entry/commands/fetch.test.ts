import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { flowYaml } from "../../support/registry.ts";
import { createUser, publishedRegistry } from "../consumed.ts";
import { problemCodes } from "../sample.ts";

test("fetch prints the path of the file in the cache, and nothing else", async () => {
  const registry = publishedRegistry();
  const user = createUser(registry);
  const { code, stdout, stderr } = await user.run("fetch", "code_review#1.0.0", "--cache", "files");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout.startsWith(join(user.dir, "files"))).toBe(true);
  expect(readFileSync(stdout.trimEnd(), "utf8")).toBe(flowYaml({ name: "code_review", prompt: "1.0.0" }));
});

test("fetch -o copies the files, again without a change, and never over others", async () => {
  const registry = publishedRegistry();
  const user = createUser(registry);
  const file = join(user.dir, "out/code_review/1.0.0.yml");
  const first = await user.run("fetch", "code_review#1.0.0", "-o", "out");
  expect(first).toEqual({ code: 0, stdout: `${file}\n`, stderr: "1 file written\n" });
  expect((await user.run("fetch", "code_review#1.0.0", "-o", "out")).stderr).toBe("0 files written, 1 file there already\n");
  expect(JSON.parse((await user.run("fetch", "code_review", "-o", "out", "--json")).stdout)).toMatchObject({
    version: "1.1.0",
    copied: { written: [join(user.dir, "out/code_review/1.1.0.yml")], kept: [] },
  });
  writeFileSync(file, "mine\n");
  const refused = await user.run("fetch", "code_review#1.0.0", "-o", "out", "--json");
  expect(refused.code).toBe(1);
  expect(problemCodes(refused)).toEqual(["file-exists"]);
  expect(readFileSync(file, "utf8")).toBe("mine\n");
});
