import { expect, onTestFinished, test } from "vitest";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { flowText } from "../../bench/flow-text.ts";
import { generateRegistry, landMore } from "../../bench/generate-registry.ts";
import { insertResults } from "../../bench/results.ts";

async function generated(flows: number, versions: number, seed: number): Promise<(...args: readonly string[]) => string> {
  const base = mkdtempSync(join(tmpdir(), "flow-tagbot-"));
  onTestFinished(() => {
    rmSync(base, { recursive: true, force: true });
  });
  const dir = join(base, "registry.git");
  await generateRegistry(dir, { flows, versions, seed });
  await landMore(dir, { flows, versions, seed }, 2);
  return (...args) => execFileSync("git", ["-C", dir, ...args], { encoding: "utf8" }).trim();
}

test("the same size and seed give the same commit, another seed another one", async () => {
  const [one, two, other] = await Promise.all([generated(6, 4, 1), generated(6, 4, 1), generated(6, 4, 2)]);
  expect(two("rev-parse", "main")).toBe(one("rev-parse", "main"));
  expect(other("rev-parse", "main")).not.toBe(one("rev-parse", "main"));
});

test("every version lands by a merge after one commit outside the registry, and some are changed later", async () => {
  const git = await generated(20, 10, 1);
  const changes = git(
    "log",
    "--first-parent",
    "--diff-merges=first-parent",
    "--no-renames",
    "--diff-filter=M",
    "--format=",
    "--name-only",
    "--",
    "flows",
  ).split("\n").length;
  expect(git("ls-tree", "-r", "--name-only", "main", "flows").split("\n")).toHaveLength(20 * 10 + 2);
  expect(changes).toBeGreaterThan(1);
  expect(git("rev-list", "--count", "--first-parent", "main")).toBe(String(2 * (20 * 10 + 2 + changes)));
  expect(git("rev-list", "--count", "--first-parent", "--merges", "main")).toBe(String(20 * 10 + 2 + changes));
  expect(git("for-each-ref", "--format=%(refname)")).toBe("refs/heads/main");
});

test.each([0, 7, 4999])("flow %i is valid YAML of 150 to 200 lines, and a revision changes it", (flow) => {
  const text = flowText(1, flow, 3, 0);
  expect(text.split("\n").length).toSatisfy((lines: number) => lines >= 150 && lines <= 200);
  expect(parse(text)).toMatchObject({ version: "v1", flow: { entry_point: "collector" } });
  expect(flowText(1, flow, 3, 1)).not.toBe(text);
});

test("results go between the markers of the page and nowhere else", () => {
  const page = "a\n<!-- bench:begin -->\nold\n<!-- bench:end -->\nb\n";
  const once = insertResults(page, "bench", "new\n");
  expect(once).toBe("a\n<!-- bench:begin -->\nnew\n<!-- bench:end -->\nb\n");
  expect(insertResults(once, "bench", "new\n")).toBe(once);
  expect(() => insertResults("a", "bench", "new\n")).toThrow();
});
