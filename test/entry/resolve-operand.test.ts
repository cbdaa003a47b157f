import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createUser, publishedRegistry } from "./consumed.ts";
import { problemCodes } from "./sample.ts";

test("with --frozen, commands take what the lockfile says, and nothing that it does not say", async () => {
  const registry = publishedRegistry();
  const user = createUser(registry);
  writeFileSync(join(user.dir, "flows.yml"), "review: code_review@team#^1.0\n");
  expect((await user.run("lock")).code).toBe(0);
  registry.write("flows/code_review/1.2.0.yml", "version: v1\n");
  registry.commit("Add code_review 1.2.0");
  registry.tag("code_review-v1.2.0", "HEAD", { message: "code_review 1.2.0" });
  const loose = await user.run("resolve", "code_review@team#^1.0", "--json");
  const frozen = await user.run("resolve", "code_review@team#^1.0", "--frozen", "--json");
  expect(JSON.parse(loose.stdout)).toMatchObject({ version: "1.2.0" });
  expect(JSON.parse(frozen.stdout)).toMatchObject({ version: "1.1.0" });
  const missing = await user.run("cat", "code_review#1.0.0", "--frozen", "--json");
  expect(missing.code).toBe(1);
  expect(problemCodes(missing)).toEqual(["frozen-missing"]);
});
