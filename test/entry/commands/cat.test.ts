import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { isolatedEnvironment } from "../../support/isolated-git.ts";
import { createRegistry } from "../../support/registry.ts";
import { createUser } from "../consumed.ts";
import { problemCodes } from "../sample.ts";

test("cat writes the file byte by byte, with what looks like a token in it", async () => {
  const registry = createRegistry();
  const bytes = Buffer.concat([
    Buffer.from("\ufeffversion: v1\r\nname: ghp_secret0123456789 "),
    Buffer.from([0xc3, 0xa9]),
    Buffer.from("\r\n"),
  ]);
  registry.write("flows/a/1.0.0.yml", bytes);
  registry.commit("Add a");
  registry.tag("a-v1.0.0", "HEAD", { message: "a 1.0.0" });
  const user = createUser(registry);
  const { status, stdout } = spawnSync(process.execPath, [join(inject("bundle"), "command.js"), "cat", "a#1.0.0"], {
    cwd: user.dir,
    env: { ...isolatedEnvironment(user.dir), GITHUB_TOKEN: "ghp_secret0123456789" },
  });
  expect(status).toBe(0);
  expect(stdout.equals(bytes)).toBe(true);
  const json: unknown = JSON.parse((await user.run("cat", "a", "--json")).stdout);
  expect(json).toMatchObject({ flow: "a", encoding: "base64", content: bytes.toString("base64") });
});

test("cat of what is not there writes nothing but the problems", async () => {
  const user = createUser();
  const run = await user.run("cat", "a@nowhere", "--json");
  expect(run.code).toBe(1);
  expect(problemCodes(run)).toEqual(["registry-unknown"]);
  expect((await user.run("cat", "a@nowhere")).stdout).toBe("");
});
