import { Command } from "commander";
import { expect, test } from "vitest";
import { CONSUMER_HELP } from "../../src/entry/help-consumer.ts";
import type { Handler } from "../../src/entry/handler.ts";
import { HELP } from "../../src/entry/help.ts";
import { addRegistryCommands } from "../../src/entry/registry-commands.ts";

test("every command that has help is there, and its handler can be loaded", async () => {
  const program = new Command();
  const loads: (() => Promise<Handler>)[] = [];
  addRegistryCommands(program, (load) => {
    loads.push(load);
    return () => Promise.resolve();
  });
  const others = new Set(["program", ...Object.keys(CONSUMER_HELP)]);
  const names = Object.keys(HELP).filter((name) => !others.has(name));
  expect(program.commands.map((command) => command.name()).toSorted()).toEqual(names.toSorted());
  expect(loads).toHaveLength(names.length);
  for (const load of loads) expect(await load()).toBeTypeOf("function");
});
