import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { isolatedEnvironment } from "../support/isolated-git.ts";
import { createUser, publishedRegistry } from "./consumed.ts";

const MOST_FILES = 45;
const MOST_BYTES = 190_000;
/** What each is known by in a bundle. */
const HEAVY = ["ZodError", "YAMLParseError", "nunjucks", "octokit-core", "undici", "node:child_process"];

/** Tells of every file that is loaded, on standard error. */
const TELL = `import { registerHooks } from "node:module";
registerHooks({ load: (url, context, next) => { process.stderr.write(url + "\\n"); return next(url, context); } });
`;

test("a pinned reference in the cache is resolved without anything that takes long to load", async () => {
  const user = createUser(publishedRegistry());
  expect((await user.run("resolve", "code_review#1.0.0")).code).toBe(0);
  const bundle = inject("bundle");
  const tell = join(user.dir, "tell.mjs");
  writeFileSync(tell, TELL);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`--import=${tell}`, join(bundle, "command.js"), "resolve", "code_review#1.0.0"],
    { cwd: user.dir, env: isolatedEnvironment(user.dir), encoding: "utf8" },
  );
  expect(status).toBe(0);
  expect(stdout).toContain("code_review-v1.0.0");
  const loaded = stderr.split("\n").filter((url) => url.startsWith("file:"));
  const texts = loaded.map((url) => readFileSync(new URL(url), "utf8"));
  expect(HEAVY.filter((name) => texts.some((text) => text.includes(name)))).toEqual([]);
  expect(loaded.length).toBeLessThan(MOST_FILES);
  expect(texts.reduce((sum, text) => sum + text.length, 0)).toBeLessThan(MOST_BYTES);
  const all = readdirSync(join(bundle, "chunks")).map((name) => readFileSync(join(bundle, "chunks", name), "utf8"));
  expect(HEAVY.filter((name) => !all.some((text) => text.includes(name)))).toEqual([]);
});
