import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createConsumer } from "../run/consume/offered.ts";
import { isolatedEnvironment } from "../support/isolated-git.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { blocksOf, readPage, ROOT, type Page } from "./pages.ts";

const PAGE = readPage("docs/consumer.md");

/** A page's text from one heading to the next. */
function sectionOf({ path, text }: Page, heading: string): Page {
  const [, section = ""] = new RegExp(`^## ${heading}\\n([^]*?)(?=^## |(?![^]))`, "m").exec(text) ?? [];
  return { path, text: section };
}

/** The registry that the page speaks of. */
function createGuideRegistry(): TestRegistry {
  const registry = createRegistry();
  registry.write(
    ".github/flow-tagbot.yml",
    `roots:
  - path: flows
yanked:
  - { flow: code_review, version: 1.2.0, reason: Posts its prompt as a comment }
deprecated:
  - { flow: code_review, versions: "<1.1", use: "code_review@^1.1" }
`,
  );
  const release = (flow: string, version: string, description: string): void => {
    const path = `flows/${flow}/${version}.yml`;
    registry.write(
      path,
      `version: v1
description: ${description}
environment: ambient
components:
  - name: reviewer
    type: AgentComponent
    prompt_id: reviewer
    prompt: prompts/reviewer.md
    inputs:
      - from: context:goal
        as: goal
    toolset: [read_file]
routers:
  - from: reviewer
    to: end
flow:
  entry_point: reviewer
`,
    );
    registry.commit(`Add ${flow} ${version}`);
    registry.tag(`${flow}-v${version}`, undefined, { message: `${flow} ${version}\n\nFlow-Path: ${path}` });
  };
  registry.write("flows/code_review/prompts/reviewer.md", "Review the change.\n");
  for (const version of ["1.0.0", "1.1.0", "1.2.0", "1.2.1", "1.3.0", "2.0.0-rc.1"])
    release("code_review", version, "Reviews a merge request and comments on the lines that need it.");
  release("chat/agent", "1.0.0", "Answers questions about a project.");
  release("chat/agent", "1.0.0-orbit", "Answers questions about a project, for Orbit.");
  return registry;
}

test("the first five minutes go as the page says, command for command", () => {
  const registry = createGuideRegistry();
  const { folder } = createConsumer("# Empty\n");
  const bin = join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "flow-tagbot"), `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, "src/entry/command.ts")}' "$@"\n`, {
    mode: 0o755,
  });
  const environment = isolatedEnvironment(folder);
  const run = (script: string): string => {
    const { stdout, stderr } = spawnSync("sh", ["-c", script], {
      cwd: folder,
      encoding: "utf8",
      env: {
        ...environment,
        PATH: `${bin}:${environment["PATH"] ?? ""}`,
        FLOW_TAGBOT_CACHE: join(folder, "cache"),
        FLOW_TAGBOT_REGISTRIES: join(folder, "registries.yml"),
      },
    });
    return stderr + stdout;
  };
  const blocks = blocksOf(sectionOf(PAGE, "The first five minutes"));
  const steps = blocks.flatMap(({ language, text }, index) => (language === "sh" ? [{ text, output: blocks[index + 1]?.text }] : []));
  expect(steps.length).toBeGreaterThan(4);
  for (const { text, output } of steps) {
    const printed = run(text.replace("acme/flows", `'${registry.dir}' --type git`));
    const shown = printed.replaceAll(registry.dir, "https://github.com/acme/flows").replaceAll("(git)", "(github)");
    expect(shown.trimEnd()).toBe(output);
  }
});
