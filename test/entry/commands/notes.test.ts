import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { NOTES_CONTEXT_SCHEMA } from "../../../src/notes/context-schema.ts";
import { parseMarker } from "../../../src/notes/marker.ts";
import { createRegistry, type TestRegistry } from "../../support/registry.ts";
import { runCommand } from "../run-command.ts";
import { problemCodes, writeSample } from "../sample.ts";

function sample(): TestRegistry {
  const registry = createRegistry();
  writeSample(registry);
  return registry;
}

test("notes prints the body that the release gets", async () => {
  const registry = sample();
  const { code, stdout, stderr } = await runCommand(registry.dir, ["notes", "code_review@1.1.0"]);
  expect(code, stderr).toBe(0);
  expect(parseMarker(stdout)).toMatchObject({ flow: "code_review", version: "1.1.0", template: "default" });
  await runCommand(registry.dir, ["apply"]);
  const release = registry.git("cat-file", "-t", "code_review-v1.1.0");
  expect(release).toBe("tag");
  const after = await runCommand(registry.dir, ["notes", "code_review@1.1.0", "--json"]);
  expect(JSON.parse(after.stdout)).toMatchObject({
    schema: 1,
    flow: "code_review",
    version: "1.1.0",
    tag: "code_review-v1.1.0",
    body: stdout.trimEnd(),
  });
});

test("its context has the documented shape, and gives the same notes when it is fed back", async () => {
  const registry = sample();
  const context = await runCommand(registry.dir, ["notes", "code_review@1.1.0", "--context"]);
  expect(NOTES_CONTEXT_SCHEMA.safeParse(JSON.parse(context.stdout)).error).toBeUndefined();
  const file = join(registry.dir, "..", "context.json");
  writeFileSync(file, context.stdout);
  const [made, fed] = await Promise.all(
    [["code_review@1.1.0"], ["--from", file]].map((args) => runCommand(registry.dir, ["notes", ...args])),
  );
  expect([made?.code, fed?.code]).toEqual([0, 0]);
  expect(fed?.stdout).toBe(made?.stdout);
});

test("notes takes a template as text, and names what is wrong with one", async () => {
  const registry = sample();
  const good = await runCommand(registry.dir, ["notes", "code_review@1.1.0", "--template", "{{ flow }} after {{ previous.version }}"]);
  expect(good.stdout).toMatch(/^code_review after 1\.0\.0\n/);
  const bad = await runCommand(registry.dir, ["notes", "code_review@1.1.0", "--json", "--template", "{{ flow }}\n{% if %}\n"]);
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.stdout)).toMatchObject({ problems: [{ code: "template-invalid", line: 2 }] });
});

test.each([
  { operand: "code_review@9.0.0", code: "version-unknown" },
  { operand: "nothing@1.0.0", code: "version-unknown" },
  { operand: "code_review", code: "input-invalid" },
  { operand: "code_review@1.0.0@2", code: "input-invalid" },
  { operand: "code_review@1.0", code: "version-unknown" },
])("notes refuses $operand with $code", async ({ operand, code }) => {
  const run = await runCommand(sample().dir, ["notes", "--json", operand]);
  expect(run.code).toBe(1);
  expect(problemCodes(run)).toEqual([code]);
});

test("notes and list work with a remote that cannot be reached", async () => {
  const registry = sample();
  registry.git("remote", "add", "origin", "http://127.0.0.1:9/o/r.git");
  for (const args of [["notes", "code_review@1.1.0"], ["list"]]) {
    const { code, stderr } = await runCommand(registry.dir, [...args, "--forge", "local"]);
    expect(code, stderr).toBe(0);
  }
});
