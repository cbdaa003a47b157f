import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as z from "zod";
import { createRegistry, type TestRegistry } from "../../support/registry.ts";
import { runCommand, type CommandRun } from "../run-command.ts";
import { SAMPLE_TAGS, writeSample } from "../sample.ts";

const VERIFICATION = z.looseObject({
  ok: z.boolean(),
  versions: z.array(
    z.looseObject({ tag: z.string().nullable(), ok: z.boolean(), checks: z.array(z.looseObject({ name: z.string(), ok: z.boolean() })) }),
  ),
});

/** The checks that failed, as `tag: check`. */
function failedChecks({ stdout }: CommandRun): readonly string[] {
  return VERIFICATION.parse(JSON.parse(stdout)).versions.flatMap(({ tag, checks }) =>
    checks.filter(({ ok }) => !ok).map(({ name }) => `${tag ?? ""}: ${name}`),
  );
}

async function released(): Promise<TestRegistry> {
  const registry = createRegistry();
  writeSample(registry);
  const { code } = await runCommand(registry.dir, ["apply"]);
  expect(code).toBe(0);
  return registry;
}

function releaseFile({ dir }: TestRegistry, tag: string): string {
  return join(dir, ".git/flow-tagbot/releases", `${tag}.md`);
}

test("what apply made is proved", async () => {
  const registry = await released();
  const run = await runCommand(registry.dir, ["verify", "--json"]);
  expect(run.code).toBe(0);
  expect(failedChecks(run)).toEqual([]);
  expect(
    VERIFICATION.parse(JSON.parse(run.stdout))
      .versions.map(({ tag }) => tag)
      .toSorted(),
  ).toEqual(SAMPLE_TAGS);
});

const TAG = "code_review-v1.0.0";

interface Row {
  readonly name: string;
  readonly change: (registry: TestRegistry) => void;
  readonly failed: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    name: "a lightweight tag",
    change: (registry) => registry.git("tag", "--force", TAG, `${TAG}^{commit}`),
    failed: [`${TAG}: annotated`],
  },
  {
    name: "a tag elsewhere",
    change: (registry) =>
      registry.git("tag", "--force", "-a", "-m", registry.git("tag", "--list", "--format=%(contents)", TAG), TAG, "HEAD"),
    failed: [`${TAG}: tag`],
  },
  {
    name: "a tag with a wrong digest",
    change: (registry) =>
      registry.git(
        "tag",
        "--force",
        "-a",
        "-m",
        `code_review 1.0.0\n\nFlow-Path: flows/code_review/1.0.0.yml\nFlow-Digest: sha256:${"0".repeat(64)}\n`,
        TAG,
        `${TAG}^{commit}`,
      ),
    failed: [`${TAG}: digest`],
  },
  { name: "a tag that is gone", change: (registry) => registry.git("tag", "--delete", TAG), failed: [`${TAG}: tag`] },
  {
    name: "a missing release",
    change: (registry) => {
      rmSync(releaseFile(registry, TAG));
    },
    failed: [`${TAG}: release`],
  },
  {
    name: "a release with another digest",
    change: (registry) => {
      const file = releaseFile(registry, TAG);
      writeFileSync(file, readFileSync(file, "utf8").replace(/(digest=sha256:)[0-9a-f]{64}/, `$1${"0".repeat(64)}`));
    },
    failed: [`${TAG}: release-digest`],
  },
  {
    name: "a file that changed since",
    change: (registry) => {
      registry.write("flows/code_review/1.0.0.yml", "version: v1\nname: other\n");
      registry.commit("Change a published version");
    },
    failed: [`${TAG}: tag`, `${TAG}: content`],
  },
];

test.each(ROWS)("$name is found, and nothing else", async ({ change, failed }) => {
  const registry = await released();
  change(registry);
  const run = await runCommand(registry.dir, ["verify", "--json"]);
  expect(run.code).toBe(2);
  expect(failedChecks(run)).toEqual(failed);
  const human = await runCommand(registry.dir, ["verify"]);
  expect(human.code).toBe(2);
  for (const line of failed) expect(human.stdout).toMatch(new RegExp(`^code_review +1\\.0\\.0 +${line.slice(TAG.length + 2)} `, "m"));
});

test("one version can be picked", async () => {
  const registry = await released();
  registry.git("tag", "--delete", TAG);
  expect((await runCommand(registry.dir, ["verify", "--flow", "chat"])).code).toBe(0);
  expect((await runCommand(registry.dir, ["verify", "--flow", "code_review", "--version", "1.0.0"])).code).toBe(2);
});
