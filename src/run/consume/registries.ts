import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Edited, RegistriesFile } from "../../resolve/registries-edit.ts";
import { isErrorCode } from "../../model/error-code.ts";
import { failure } from "../../model/failure.ts";
import type { Time } from "../../model/time.ts";
import { readPlainRegistries } from "../../resolve/plain-registries.ts";
import { NO_REGISTRIES, shapeRegistries } from "../../resolve/registries-shape.ts";
import type { SourcePlaces } from "../../resolve/registry-source.ts";
import type { Registries } from "../../resolve/source.ts";

/** Beside the file itself. */
export type ListPlaces = Omit<SourcePlaces, "folder">;

/** The list of registries in a file (an absolute path); none where there is no such file. Fails with `registries-invalid` and the like. */
export async function readRegistries(path: string, places: ListPlaces): Promise<Registries> {
  const text = readList(path);
  if (text === null) return NO_REGISTRIES;
  const absolute = { ...places, folder: dirname(path) };
  const plain = readPlainRegistries(text);
  const shaped = plain === null ? null : shapeRegistries(plain, absolute);
  if (shaped?.ok === true) return shaped.registries;
  const { parseRegistries } = await import("../../resolve/registries-file.ts");
  return parseRegistries(text, path, absolute);
}

/** Changes the list as `change` says, and gives what it says then. Fails with the same, and with `file-not-written`. */
export async function editRegistries(
  path: string,
  places: ListPlaces,
  time: Time,
  change: (file: RegistriesFile) => Edited,
): Promise<Registries> {
  const { editFile } = await import("./replace-file.ts");
  let registries = NO_REGISTRIES;
  await editFile(path, time, (text) => {
    const edited = change({ text, path, places: { ...places, folder: dirname(path) } });
    registries = edited.registries;
    return edited.text;
  });
  return registries;
}

/** A small file is read faster than a thread is woken for it. */
function readList(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) return null;
    throw failure(
      "registries-invalid",
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      "Correct --registries or FLOW_TAGBOT_REGISTRIES, or the file's rights.",
      error,
    );
  }
}
