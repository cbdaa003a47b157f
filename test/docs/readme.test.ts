import { spawnSync } from "node:child_process";
import { mkdtempSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { buildDemoRegistry } from "../../examples/demo-registry.ts";
import { NEEDS_A_PERSON } from "../../src/model/plan.ts";
import { blocksOf, readPage, ROOT } from "./pages.ts";

const README = readPage("README.md");
const BLOCKS = blocksOf(README);

describe("README.md", () => {
  test("starts with the two commands to try", () => {
    const commands = BLOCKS[0]?.text.split("\n").map((line) => line.replace(/ +#.*$/, ""));
    expect(commands).toEqual(["npm ci && npm run demo", "npm cit"]);
    expect(README.text.indexOf("```sh")).toBeLessThan(800);
  });
  test("shows the recommended workflow as it is in examples/", () => {
    expect(BLOCKS.map(({ text }) => `${text}\n`)).toContain(readPage("examples/workflows/complete.yml").text);
  });
  test("shows the sample's plan as it is printed, with some rows left out", () => {
    const folder = mkdtempSync(join(tmpdir(), "flow-tagbot-readme-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const { repository } = buildDemoRegistry(folder);
    const { stdout, status } = spawnSync(
      process.execPath,
      [join(ROOT, "src/entry/command.ts"), "plan", "--repo", repository, "--forge", "local"],
      { encoding: "utf8" },
    );
    expect(status).toBe(2);
    const printed = stdout.split("\n");
    const shown =
      BLOCKS.find(({ text }) => text.startsWith("main at "))
        ?.text.split("\n")
        .filter((line) => line !== "…") ?? [];
    expect(shown.length).toBeGreaterThan(8);
    expect(printed.filter((line) => shown.includes(line)).slice(0, shown.length)).toEqual(shown);
  });
  test("draws and explains every state", () => {
    const states = ["pending", "partial", "released", "withdrawn", ...NEEDS_A_PERSON].toSorted();
    const drawing = BLOCKS.find(({ text }) => text.startsWith("stateDiagram"))?.text ?? "";
    const drawn = Array.from(drawing.matchAll(/(?:^ {2}|--> )([a-z]+)/gm), ([, state = ""]) => state);
    const table = README.text.slice(README.text.indexOf("| State |"));
    const explained = Array.from(table.slice(0, table.indexOf("\n\n")).matchAll(/^\| `([a-z]+)` \|/gm), ([, state = ""]) => state);
    expect([...new Set(drawn)].toSorted()).toEqual(states);
    expect(explained.toSorted()).toEqual(states);
  });
});

test("AGENTS.md is a link to DEVGUIDE.md", () => {
  expect(readlinkSync(join(ROOT, "AGENTS.md"))).toBe("DEVGUIDE.md");
});
