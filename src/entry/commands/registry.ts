import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../model/failure.ts";
import { count } from "../../output/count.ts";
import { renderRegistries, toRegistriesJson, type RegistryRow } from "../../output/registries-text.ts";
import { addRegistry, removeRegistry, setDefaultRegistry, type Edited, type RegistriesFile } from "../../resolve/registries-edit.ts";
import { toEntry, toEntrySource } from "../../resolve/registry-source.ts";
import type { Registries, RegistryEntry, RegistryType } from "../../resolve/source.ts";
import { unknownRegistry } from "../../resolve/unknown-registry.ts";
import type { ConsumerContext } from "../../run/consume/context.ts";
import { editRegistries, type ListPlaces } from "../../run/consume/registries.ts";
import type { Update } from "../../run/consume/update-registry.ts";
import { consumerCommand, type ConsumerCommand } from "../consumer-session.ts";
import { hasColour } from "../has-colour.ts";
import { findHome } from "../open-consumer.ts";
import { reportFailure } from "../report-failure.ts";

export const registryAdd = consumerCommand(async (command) => {
  const { context, options, invocation, json, print, note } = command;
  const { operands, flags } = invocation;
  const [name = "", source = ""] = operands;
  const given = { name, source, type: toType(flags["type"]), root: options.root };
  const entry = toEntry(given, { folder: context.directory, ...placesOf(command) });
  const list = await edit(command, (file) => addRegistry(file, entry, flags["default"] === true));
  if (entry.type === "path" && !(await isFolder(entry.source))) note(`warning: ${entry.source} is no folder yet\n`);
  if (entry.type === "path" && flags["type"] === undefined && (await isRepository(entry.source)))
    note(
      `warning: ${entry.source} is a git repository, and is read as the files in it lie there, without tags and branches; --type git reads those\n`,
    );
  if (json) print(`${JSON.stringify({ schema: 1, added: entry, default: list.default })}\n`);
  else
    print(
      `Added ${name}: ${toEntrySource(entry, context.serverUrl).url} (${entry.type})\n${list.default === name ? `${name} is the default registry now\n` : ""}`,
    );
  return 0;
});

export const registryRemove = consumerCommand(async (command) => {
  const { context, invocation, json, print } = command;
  const [name = ""] = invocation.operands;
  const list = await edit(command, (file) => removeRegistry(file, name));
  const wasDefault = context.registries.default === name;
  if (json) print(`${JSON.stringify({ schema: 1, removed: name, default: list.default })}\n`);
  else
    print(
      `Removed ${name}\n${wasDefault ? "There is no default registry now; choose one with: flow-tagbot registry set-default <name>\n" : ""}`,
    );
  return 0;
});

export const registrySetDefault = consumerCommand(async (command) => {
  const { invocation, json, print } = command;
  const [name = ""] = invocation.operands;
  const list = await edit(command, (file) => setDefaultRegistry(file, name));
  print(json ? `${JSON.stringify({ schema: 1, default: list.default })}\n` : `${name} is the default registry now\n`);
  return 0;
});

export const registryList = consumerCommand(async ({ context, json, text, print }) => {
  const { registries, registriesFile } = context;
  const rows = await Promise.all([...registries.entries.values()].map((entry) => toRow(context, entry)));
  print(
    json
      ? `${JSON.stringify(toRegistriesJson(rows, registriesFile))}\n`
      : renderRegistries(rows, registriesFile, { ...text, now: context.time.now() }),
  );
  return 0;
});

type Updated =
  | ({ readonly name: string; readonly ok: true } & Update)
  | { readonly name: string; readonly ok: false; readonly problems: Failure["problems"] };

export const registryUpdate = consumerCommand(async (command) => {
  const { context, invocation, json, print, note } = command;
  const [name] = invocation.operands;
  const { entries } = context.registries;
  const named = name === undefined ? [...entries.values()] : [entries.get(name)].filter((entry) => entry !== undefined);
  if (name !== undefined && named.length === 0) throw unknownRegistry(name, context.registries);
  // One after the other: each may ask a person, through git's credential helper.
  const results: Updated[] = [];
  for (const entry of named) {
    const result = await update(context, entry);
    results.push(result);
    if (json) continue;
    if (result.ok) print(`${entry.name}: ${renderUpdate(entry, result)}\n`);
    else note(`${entry.name} could not be updated, and stays as it was:\n${renderFailure(command, result.problems)}\n`);
  }
  if (json) print(`${JSON.stringify({ schema: 1, registries: results })}\n`);
  else if (results.length === 0) print("There is no registry to update\n");
  return results.every(({ ok }) => ok) ? 0 : 1;
});

async function update(context: ConsumerContext, entry: RegistryEntry): Promise<Updated> {
  const { updateRegistry } = await import("../../run/consume/update-registry.ts");
  try {
    return { name: entry.name, ok: true, ...(await updateRegistry(context, toEntrySource(entry, context.serverUrl))) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { name: entry.name, ok: false, problems: error.problems };
  }
}

function renderUpdate({ type }: RegistryEntry, { branches, tags, flows }: Update): string {
  return type === "path"
    ? `${count(flows, "flow")}; a folder is read as it is on disk`
    : `${count(flows, "flow")}, ${count(branches, "branch", "branches")}, ${count(tags, "tag")}`;
}

function renderFailure({ invocation }: ConsumerCommand, problems: Failure["problems"]): string {
  const { environment, streams } = invocation;
  const { text } = reportFailure(new Failure(problems), hasColour(streams.stderr, environment));
  return text.slice(text.indexOf("\n") + 1);
}

async function toRow({ registries, serverUrl, cache }: ConsumerContext, entry: RegistryEntry): Promise<RegistryRow> {
  const { id, url } = toEntrySource(entry, serverUrl);
  const known = entry.type === "path" ? null : await cache.readRefs({ id, url });
  const { name, type, source, root } = entry;
  return { name, type, source, url, root, isDefault: registries.default === name, updatedAt: known?.at ?? null };
}

function edit(command: ConsumerCommand, change: (file: RegistriesFile) => Edited): Promise<Registries> {
  const { context } = command;
  return editRegistries(context.registriesFile, placesOf(command), context.time, change);
}

function placesOf({ context, invocation }: ConsumerCommand): ListPlaces {
  return { home: findHome(invocation.environment), serverUrl: context.serverUrl };
}

function toType(flag: unknown): RegistryType | null {
  return flag === "git" || flag === "github" || flag === "path" ? flag : null;
}

/** A clone, or a bare repository. */
async function isRepository(path: string): Promise<boolean> {
  const isThere = (name: string): Promise<boolean> =>
    stat(join(path, name)).then(
      () => true,
      () => false,
    );
  const [clone, ...bare] = await Promise.all([".git", "HEAD", "objects", "refs"].map(isThere));
  return clone === true || bare.every((one) => one);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
