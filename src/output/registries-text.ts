import type { RegistryType } from "../resolve/source.ts";
import { renderAge } from "./age.ts";
import { renderTable, type TableOptions } from "./table.ts";

/** A configured registry, as it is shown. */
export interface RegistryRow {
  readonly name: string;
  readonly type: RegistryType;
  /** As configured. */
  readonly source: string;
  /** What git is given, or the folder. */
  readonly url: string;
  readonly root: string | null;
  readonly isDefault: boolean;
  /** When branches and tags were last read (ISO 8601, UTC); null: never, or a folder. */
  readonly updatedAt: string | null;
}

export interface RegistriesOptions extends TableOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The list of registries, for people. */
export function renderRegistries(rows: readonly RegistryRow[], file: string, options: RegistriesOptions): string {
  if (rows.length === 0) return `No registries in ${file}\nAdd one with: flow-tagbot registry add <name> <owner/repo, URL or path>\n`;
  const table = renderTable(
    ["NAME", "TYPE", "SOURCE", "ROOT", "DEFAULT", "LAST READ"],
    rows.map(({ name, type, source, root, isDefault, updatedAt }) => [
      { text: name, style: "bold" as const },
      { text: type, style: null },
      { text: source, style: null },
      { text: root === "" ? "." : (root ?? ""), style: null },
      { text: isDefault ? "yes" : "", style: null },
      { text: type === "path" ? "as it is on disk" : renderUpdated(updatedAt, options.now), style: "dim" as const },
    ]),
    options,
  );
  return `${table}\n`;
}

function renderUpdated(updatedAt: string | null, now: number): string {
  return updatedAt === null ? "never" : renderAge(now - Date.parse(updatedAt));
}

/** The same for machines. */
export function toRegistriesJson(rows: readonly RegistryRow[], file: string): object {
  return {
    schema: 1,
    file,
    default: rows.find(({ isDefault }) => isDefault)?.name ?? null,
    registries: rows.map(({ name, type, source, url, root, updatedAt }) => ({ name, type, source, url, root, updatedAt })),
  };
}
