import { Command } from "commander";
import { expect, test } from "vitest";
import { addAsking, addConsumerCommands, addOutput, addPlaces, isConsumerCommand, type Runner } from "../../src/entry/consumer-commands.ts";
import { CONSUMER_HELP } from "../../src/entry/help-consumer.ts";
import type { Handler } from "../../src/entry/handler.ts";

test("every command that has help is there, and its handler can be loaded", async () => {
  const program = new Command();
  const loads: (() => Promise<Handler>)[] = [];
  const run: Runner = (load) => {
    loads.push(load);
    return () => Promise.resolve();
  };
  addConsumerCommands(program, run, null);
  const names = program.commands.flatMap((command) => [
    command.name(),
    ...command.commands.map((inner) => `${command.name()} ${inner.name()}`),
  ]);
  expect(names.toSorted()).toEqual(Object.keys(CONSUMER_HELP).toSorted());
  const groups = program.commands.filter(({ commands }) => commands.length > 0).length;
  expect(loads).toHaveLength(names.length - groups);
  for (const load of loads) expect(await load()).toBeTypeOf("function");
});

test.each(["resolve", "registry"])("%s alone is the same as among all of them", (name) => {
  const [all, alone] = [new Command(), new Command()];
  const run: Runner = () => () => Promise.resolve();
  addConsumerCommands(all, run, null);
  addConsumerCommands(alone, run, name);
  const among = all.commands.find((command) => command.name() === name);
  expect(alone.commands.map((command) => command.helpInformation())).toEqual([among?.helpInformation()]);
  expect([name, "plan", "help", "toString"].filter(isConsumerCommand)).toEqual([name]);
});

test("flags come to a command in groups", () => {
  const flags = addOutput(addPlaces(addAsking(new Command("x")))).options.map(({ long }) => long);
  expect(flags).toEqual(["--offline", "--allow-stale", "--registries", "--cache", "--json", "--token"]);
});
