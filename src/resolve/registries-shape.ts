import { normalPath, pathProblem } from "../config/values.ts";
import { shownValue, unknownFix } from "../config/issue-text.ts";
import type { Code } from "../model/codes.ts";
import { Failure } from "../model/failure.ts";
import { registryNameProblem } from "./registry-name.ts";
import { toEntry, type SourcePlaces } from "./registry-source.ts";
import type { Registries, RegistryEntry, RegistryType } from "./source.ts";

/** Something wrong at a path of keys. */
export interface Flaw {
  readonly code: Code;
  readonly at: readonly string[];
  /** The key itself is wrong, not its value. */
  readonly onKey: boolean;
  readonly message: string;
  readonly fix: string;
}

export type Shaped = { readonly ok: true; readonly registries: Registries } | { readonly ok: false; readonly flaws: readonly Flaw[] };

export const NO_REGISTRIES: Registries = { default: null, entries: new Map(), requestVersion: "latest" };

const TOP_KEYS = ["default", "request-version", "registries"];
const ENTRY_KEYS = ["source", "type", "root"];
const TYPES: readonly RegistryType[] = ["git", "github", "path"];

type Say = (at: readonly string[], message: string, fix: string) => null;
type Keys = Readonly<Record<string, unknown>>;

/** The list of registries that the values of `registries.yml` are, or all that is wrong with them. */
export function shapeRegistries(value: unknown, places: SourcePlaces): Shaped {
  const flaws: Flaw[] = [];
  const say: Say = (at, message, fix) => {
    flaws.push({ code: "registries-invalid", at, onKey: false, message, fix });
    return null;
  };
  const top = readKeys(value, [], TOP_KEYS, flaws) ?? {};
  const given = readKeys(top["registries"], ["registries"], null, flaws) ?? {};
  const names = Object.keys(given);
  const entries = new Map<string, RegistryEntry>();
  for (const [name, fields] of Object.entries(given)) {
    const entry = readEntry(name, names, fields, places, flaws, say);
    if (entry !== null) entries.set(name, entry);
  }
  const chosen = readText(top["default"], ["default"], "team", say);
  if (chosen !== null && !names.includes(chosen))
    say(["default"], `The default registry is ${shownValue(chosen)}, which is not in the list`, unknownFix(chosen, names));
  const requestVersion = readText(top["request-version"], ["request-version"], "latest", say) ?? NO_REGISTRIES.requestVersion;
  return flaws.length === 0 ? { ok: true, registries: { default: chosen, entries, requestVersion } } : { ok: false, flaws };
}

function readEntry(
  name: string,
  names: readonly string[],
  value: unknown,
  places: SourcePlaces,
  flaws: Flaw[],
  say: Say,
): RegistryEntry | null {
  const at = ["registries", name];
  const reason = registryNameProblem(name, names);
  if (reason !== null) {
    const message = `${shownValue(name)} cannot be the name of a registry: ${reason}`;
    flaws.push({ code: "registry-name-invalid", at, onKey: true, message, fix: "Choose another name" });
    return null;
  }
  const fields = typeof value === "string" ? { source: value } : readKeys(value, at, ENTRY_KEYS, flaws);
  if (fields === null) return null;
  const type = TYPES.find((word) => word === fields["type"]) ?? null;
  if (type === null && fields["type"] !== undefined)
    return say(
      [...at, "type"],
      `The type of ${name} is ${shownValue(fields["type"])}`,
      `Write one of ${TYPES.join(", ")}, or leave it out`,
    );
  const root = readText(fields["root"], [...at, "root"], "flows", say);
  const reasonOfRoot = root === null ? null : pathProblem(root);
  if (reasonOfRoot !== null)
    return say([...at, "root"], `The root of ${name} is ${shownValue(root)}: ${reasonOfRoot}`, "Write for example flows");
  const source = readText(fields["source"], [...at, "source"], "acme/flows", say);
  if (source === null)
    return fields["source"] === undefined || fields["source"] === null
      ? say(at, `The registry ${name} has no source`, "Write for example `source: acme/flows`")
      : null;
  try {
    return toEntry({ name, source, type, root: root === null ? null : normalPath(root) }, places);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    flaws.push(...error.problems.map(({ code, message, fix }) => ({ code, at: [...at, "source"], onKey: false, message, fix })));
    return null;
  }
}

/** Null for what is missing, empty or wrong; `known` are the keys that there are, null for any. */
function readKeys(value: unknown, at: readonly string[], known: readonly string[] | null, flaws: Flaw[]): Keys | null {
  if (value === undefined || value === null) return {};
  const name = at.length === 0 ? "The file" : at.join(".");
  if (!isKeys(value)) {
    const message = `${name} is ${shownValue(value)}, and has to be a set of keys and values`;
    flaws.push({ code: "registries-invalid", at, onKey: false, message, fix: "Write `key: value` lines" });
    return null;
  }
  for (const key of Object.keys(value)) {
    if (known === null || known.includes(key)) continue;
    const message = `${shownValue(key)} is no key ${at.length === 0 ? "of the file" : `of ${name}`}`;
    flaws.push({ code: "registries-invalid", at: [...at, key], onKey: true, message, fix: unknownFix(key, known) });
  }
  return value;
}

function isKeys(value: unknown): value is Keys {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readText(value: unknown, at: readonly string[], example: string, say: Say): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "string" && value !== ""
    ? value
    : say(at, `${at.join(".")} is ${shownValue(value)}, and has to be text`, `Write it in quotes, for example "${example}"`);
}
