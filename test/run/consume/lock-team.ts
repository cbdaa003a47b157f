import { readFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { flowYaml, shareRegistry, type TestRegistry } from "../../support/registry.ts";
import type { ConsumerContext } from "../../../src/run/consume/context.ts";
import { createConsumer, listed, writeFiles, type Consumer } from "./offered.ts";
import type { LockUpdate } from "../../../src/resolve/plan-lock.ts";
import { DEFAULT_RESOLVE, type ResolveOptions } from "../../../src/run/consume/context.ts";
import { updateLock, type LockOutcome } from "../../../src/run/consume/lock.ts";

/** A flow of the flow registry that names a prompt and a schema by range, and of Conductor that run others. */
export const createDependent = shareRegistry((registry) => {
  registry.write(
    ".github/flow-tagbot.yml",
    "roots:\n  - path: flows\nprompts: prompts/{id}/{version}.yml\nresponse-schemas: schemas/{id}/{version}.json\n",
  );
  registry.write("prompts/plan/1.0.0.yml", "text: one\n");
  registry.write("prompts/plan/1.1.0.yml", "text: two\n");
  registry.write("prompts/plan/2.0.0.yml", "text: three\n");
  registry.write("schemas/verdict/1.0.0.json", "{}\n");
  registry.write("common/letter.yaml", conductor("../flows/tail/parts/x.yaml"));
  registry.write("flows/tail/parts/x.yaml", conductor());
  publish(registry, "review", "1.0.0", components("^1.0.0"));
  publish(registry, "main", "1.0.0", conductor("writer#^1", "../../common/letter.yaml"));
  publish(registry, "writer", "1.0.0", conductor("main"));
});

export function publish(
  registry: TestRegistry,
  flow: string,
  version: string,
  text = flowYaml({ name: flow, description: version }),
): void {
  registry.write(`flows/${flow}/${version}.yml`, text);
  registry.commit(`Add ${flow} ${version}`);
  registry.tag(`${flow}-v${version}`);
}

export function conductor(...workflows: readonly string[]): string {
  const agents = workflows.map((text, at) => `  - { name: a${String(at)}, type: workflow, workflow: ${JSON.stringify(text)} }\n`);
  return `workflow:\n  name: x\n  entry_point: a0\nagents:${agents.length === 0 ? " []\n" : `\n${agents.join("")}`}`;
}

export function components(range: string): string {
  return `version: v1\ncomponents:\n  - { name: a, prompt_id: plan, prompt_version: "${range}", response_schema_id: verdict, response_schema_version: "1.0.0" }\nrouters: []\n`;
}

/** `flows.yml` of the consumer's folder is brought up to date. */
export function lockHere(
  context: ConsumerContext,
  update: LockUpdate = { kind: "changed" },
  options: Partial<ResolveOptions> = {},
): Promise<LockOutcome> {
  return updateLock(context, {
    file: join(context.directory, "flows.yml"),
    update,
    write: true,
    options: { ...DEFAULT_RESOLVE, ...options },
  });
}

/** Somebody with an `app/flows.yml`, who takes flows from one registry. */
export function openApp(registry: TestRegistry, flows: string, more: Readonly<Record<string, string>> = {}): Consumer {
  onTestFinished(registry.cleanup);
  const consumer = createConsumer(listed("git", { team: registry }, "team"));
  writeFiles(consumer.folder, { "app/flows.yml": flows, ...more });
  return { ...consumer, open: async () => ({ ...(await consumer.open()), directory: join(consumer.folder, "app") }) };
}

export function readLock({ folder }: Consumer): string {
  return readFileSync(join(folder, "app/flows.lock"), "utf8");
}

export function writeList({ folder }: Consumer, flows: string): void {
  writeFiles(folder, { "app/flows.yml": flows });
}
