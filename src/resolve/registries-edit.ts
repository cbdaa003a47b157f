import { isMap, isScalar, LineCounter, type Document, type YAMLMap } from "yaml";
import { failure } from "../model/failure.ts";
import { registryNameFailure, registryNameProblem } from "./registry-name.ts";
import { unknownRegistry } from "./unknown-registry.ts";
import { parseRegistries, readDocument } from "./registries-file.ts";
import type { SourcePlaces } from "./registry-source.ts";
import type { Registries, RegistryEntry } from "./source.ts";

export interface Edited {
  readonly text: string;
  /** What the new text says. */
  readonly registries: Registries;
}

/** What is edited. */
export interface RegistriesFile {
  readonly text: string;
  /** Only names the file. */
  readonly path: string;
  readonly places: SourcePlaces;
}

/** Adds a registry at the end; the first one becomes the default in any case. Fails where the name is taken or no name. */
export function addRegistry(file: RegistriesFile, entry: RegistryEntry, asDefault: boolean): Edited {
  const { entries } = read(file);
  const { name, source, type, root } = entry;
  const reason = registryNameProblem(name, entries.keys());
  if (reason !== null) throw registryNameFailure(name, reason);
  const there = entries.get(name);
  if (there !== undefined)
    throw failure(
      "registry-name-invalid",
      `There is a registry ${name} already: ${there.source}.`,
      `Remove it first with flow-tagbot registry remove ${name}, or choose another name.`,
    );
  return edit(file, (document) => {
    listOf(document).set(name, document.createNode({ source, type, ...(root === null ? {} : { root }) }));
    if (asDefault || entries.size === 0) writeDefault(document, name);
  });
}

/** Takes a registry off the list; without its default, the list has none. */
export function removeRegistry(file: RegistriesFile, name: string): Edited {
  const registries = read(file);
  if (!registries.entries.has(name)) throw unknownRegistry(name, registries);
  return edit(file, (document) => {
    listOf(document).delete(name);
    if (registries.default === name) document.delete("default");
  });
}

export function setDefaultRegistry(file: RegistriesFile, name: string): Edited {
  const registries = read(file);
  if (!registries.entries.has(name)) throw unknownRegistry(name, registries);
  return edit(file, (document) => {
    writeDefault(document, name);
  });
}

function read({ text, path, places }: RegistriesFile): Registries {
  return parseRegistries(text, path, places);
}

function edit({ text, path, places }: RegistriesFile, change: (document: Document) => void): Edited {
  const document = readDocument(text, path, new LineCounter());
  if (!isMap(document.contents)) document.contents = document.createNode({ registries: {} });
  change(document);
  const written = document.toString({ lineWidth: 0 });
  const edited = text.includes("\r\n") ? written.replaceAll("\n", "\r\n") : written;
  return { text: edited, registries: parseRegistries(edited, path, places) };
}

/** The map of registries, made where it is missing. */
function listOf(document: Document): YAMLMap {
  const there: unknown = document.get("registries", true);
  if (isMap(there)) {
    // An empty list is written as `{}`, and would go on in one line.
    if (there.items.length === 0) there.flow = false;
    return there;
  }
  const made = document.createNode({});
  document.set("registries", made);
  const list: unknown = document.get("registries", true);
  if (!isMap(list)) throw new TypeError("a list that was just made is none");
  return list;
}

/** Before all others, where it is new. */
function writeDefault(document: Document, name: string): void {
  const { contents } = document;
  if (!isMap(contents)) throw new TypeError("a file with registries is no map");
  const there: unknown = contents.get("default", true);
  if (isScalar(there)) there.value = name;
  else {
    contents.delete("default");
    contents.items.unshift(document.createPair("default", name));
  }
}
