import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

export type ObjectFormat = "sha1" | "sha256";

export function formatOf(id: string): ObjectFormat {
  return id.length === 64 ? "sha256" : "sha1";
}

/** The few files that git takes for an empty bare repository; `git init` would be a process more, and bring templates. */
export async function makeBareRepository(folder: string, format: ObjectFormat): Promise<void> {
  await Promise.all([mkdir(join(folder, "objects"), { recursive: true }), mkdir(join(folder, "refs"), { recursive: true })]);
  const settings = ["[core]", `\trepositoryformatversion = ${format === "sha1" ? "0" : "1"}`, "\tbare = true"];
  if (format === "sha256") settings.push("[extensions]", "\tobjectformat = sha256");
  await Promise.all([
    writeFile(join(folder, "HEAD"), "ref: refs/heads/none\n"),
    writeFile(join(folder, "config"), `${settings.join("\n")}\n`),
  ]);
}
