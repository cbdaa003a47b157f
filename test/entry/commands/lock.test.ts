import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createRegistry, flowYaml } from "../../support/registry.ts";
import { runCommand, type CommandRun } from "../run-command.ts";

test("lock writes, --check and --frozen tell whether it fits, --update takes what is new", async () => {
  const registry = createRegistry();
  onTestFinished(registry.cleanup);
  const publish = (version: string): void => {
    registry.write(`flows/qa/${version}.yml`, flowYaml({ name: "qa", description: version }));
    registry.commit(`Add ${version}`);
    registry.tag(`qa-v${version}`);
  };
  publish("1.0.0");
  const app = join(registry.dir, "../app");
  mkdirSync(app);
  const list = (text: string): void => {
    writeFileSync(join(app, "flows.yml"), text);
  };
  writeFileSync(
    join(app, "registries.yml"),
    `default: team\nregistries:\n  team: { type: git, source: ${JSON.stringify(registry.dir)} }\n`,
  );
  const environment = { FLOW_TAGBOT_CACHE: join(app, "cache"), FLOW_TAGBOT_REGISTRIES: join(app, "registries.yml") };
  const run = (...args: readonly string[]): Promise<CommandRun> => runCommand(app, ["lock", ...args], environment);

  expect(await run("--check")).toMatchObject({ code: 1, stdout: "" });
  list("qa: qa#^1\n");
  const outdated = await run("--check", "--json");
  expect(outdated.code).toBe(2);
  expect(JSON.parse(outdated.stdout)).toMatchObject({
    schema: 1,
    upToDate: false,
    code: "lock-outdated",
    faults: [{ name: "qa", fault: "missing" }],
  });
  expect((await run("--frozen")).stderr).toContain("frozen-missing");

  const made = await run();
  expect(made).toMatchObject({ code: 0, stderr: "" });
  expect(made.stdout).toMatch(/^\+ +qa +1\.0\.0 at [0-9a-f]{8}/m);
  const first = readFileSync(join(app, "flows.lock"), "utf8");
  expect(await run("--check")).toMatchObject({ code: 0, stdout: "flows.lock fits flows.yml: 1 entry.\n" });
  rmSync(environment.FLOW_TAGBOT_CACHE, { recursive: true });
  expect(await run("--frozen", "--json")).toMatchObject({ code: 0 });

  publish("1.1.0");
  expect(await run("--offline")).toMatchObject({ code: 0, stdout: "flows.lock fits flows.yml: 1 entry.\n" });
  expect(readFileSync(join(app, "flows.lock"), "utf8")).toBe(first);
  const dry = await run("--update", "--dry-run");
  expect(dry.stdout).toMatch(/^~ +qa +1\.0\.0 at .* 1\.1\.0 at [^]*1 updated, 0 unchanged; nothing was written\n$/m);
  expect(readFileSync(join(app, "flows.lock"), "utf8")).toBe(first);
  const updated = await run("--update", "qa", "--json");
  expect(JSON.parse(updated.stdout)).toMatchObject({
    schema: 1,
    changes: [{ kind: "updated", from: { version: "1.0.0" }, to: { version: "1.1.0" } }],
  });

  const named = await runCommand(app, ["resolve", "qa#^1", "--lock", "flows.lock", "--json"], environment);
  expect(JSON.parse(named.stdout)).toMatchObject({ version: "1.1.0", why: "flows.lock says so." });
  list("qa: qa#^2\n");
  const frozen = await run("--frozen");
  expect(frozen).toMatchObject({ code: 1 });
  expect((await run("--check", "--offline")).code).toBe(2);
  expect((await run("--check", "--dry-run")).stderr).toContain("input-invalid");
  expect((await run("--check", "--update")).stderr).toContain("input-invalid");
  list("qa: qa#^1\nqa: qa\n");
  const bad = await run("--json");
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.stdout)).toMatchObject({ schema: 1, problems: [{ code: "flows-file-invalid", line: 2 }] });
});
