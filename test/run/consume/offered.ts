import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { openConsumer } from "../../../src/entry/open-consumer.ts";
import type { Problem } from "../../../src/model/problem.ts";
import type { ConsumerContext } from "../../../src/run/consume/context.ts";
import { closeRegistries } from "../../../src/run/consume/open-registry.ts";
import { createFakeTime, type FakeTime } from "../../support/fake-time.ts";
import { isolatedEnvironment } from "../../support/isolated-git.ts";
import { flowYaml, shareRegistry, type TestRegistry } from "../../support/registry.ts";

/** A machine of somebody who uses flows: each `open` is one run, with the same cache. */
export interface Consumer {
  readonly folder: string;
  readonly time: FakeTime;
  readonly notices: Problem[];
  readonly open: () => Promise<ConsumerContext>;
}

/** `registries` is the text of registries.yml. */
export function createConsumer(registries: string): Consumer {
  const folder = mkdtempSync(join(tmpdir(), "flow-tagbot-consumer-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const time = createFakeTime();
  const notices: Problem[] = [];
  const registriesFile = join(folder, "registries.yml");
  writeFileSync(registriesFile, registries);
  const open = async (): Promise<ConsumerContext> => {
    const context = await openConsumer({
      environment: isolatedEnvironment(folder),
      directory: folder,
      cacheFolder: join(folder, "cache"),
      registriesFile,
      time,
      onNotice: (notice) => notices.push(notice),
      onSecret: () => undefined,
    });
    onTestFinished(() => closeRegistries(context));
    return context;
  };
  return { folder, time, notices, open };
}

/** Two flows: one with tags, marks and all kinds of versions, the other without any tag. */
export const createTeam = shareRegistry((registry) => {
  registry.write(
    ".github/flow-tagbot.yml",
    `roots:
  - path: flows
yanked:
  - { flow: code_review, version: 1.2.0, reason: Leaks tokens }
deprecated:
  - { flow: code_review, versions: "<1.1", use: "code_review@^1.1" }
`,
  );
  for (const version of ["1.0.0", "1.1.0", "1.2.0", "2.0.0-orbit", "2.0.0-rc.1"]) {
    const path = `flows/code_review/${version}.yml`;
    registry.write(path, flowYaml({ name: "Code Review", description: `Reviews, as of ${version}` }));
    registry.commit(`Add ${version}`);
    registry.tag(`code_review-v${version}`, undefined, { message: `code_review ${version}\n\nFlow-Path: ${path}` });
  }
  registry.write("flows/chat/agent/1.0.0.yml", flowYaml({ name: "Chat" }));
  registry.commit("Add chat");
});

/** Conductor's layout: no versions in names of files, and tags of the whole repository. */
export const createIndexed = shareRegistry((registry) => {
  registry.write(
    "index.yaml",
    "workflows:\n  qa-bot:\n    description: Answers questions\n    path: qa/qa-bot.yaml\n  plain:\n    path: plain.yaml\n",
  );
  registry.write("qa/qa-bot.yaml", "workflow:\n  name: qa-bot\n  entry_point: a\nagents: []\n");
  registry.write("plain.yaml", "workflow:\n  name: plain\n  description: Is plain\n  entry_point: a\nagents: []\n");
  registry.commit("Add both");
  registry.tag("v1.0.0");
  registry.write("qa/qa-bot.yaml", "workflow:\n  name: qa-bot\n  entry_point: b\nagents: []\n");
  registry.commit("Change one");
  registry.tag("v1.1.0");
});

/** The same flow in two roots, with versions of its own in each. */
export const createTwins = shareRegistry((registry) => {
  registry.write(".github/flow-tagbot.yml", 'roots:\n  - path: flows\n  - path: lab\n    tag: "lab-{flow}-v{version}"\n');
  for (const [root, tag] of [
    ["flows", "chat-v1.0.0"],
    ["lab", "lab-chat-v1.0.0"],
  ] as const) {
    registry.write(`${root}/chat/1.0.0.yml`, flowYaml({ name: "Chat", description: `Of ${root}` }));
    registry.commit(`Add ${root}`);
    registry.tag(tag, undefined, { message: `${tag}\n\nFlow-Path: ${root}/chat/1.0.0.yml` });
  }
});

/** Text of registries.yml. */
export function listed(
  type: "git" | "path",
  registries: Readonly<Record<string, TestRegistry | string>>,
  chosen: string | null = null,
): string {
  const entries = Object.entries(registries).map(
    ([name, place]) => `  ${name}: { type: ${type}, source: ${JSON.stringify(typeof place === "string" ? place : place.dir)} }\n`,
  );
  return `${chosen === null ? "" : `default: ${chosen}\n`}registries:\n${entries.join("")}`;
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
