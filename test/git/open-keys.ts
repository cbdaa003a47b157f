import { onTestFinished } from "vitest";
import { gitEnvironment } from "../../src/git/environment.ts";
import { createPrivateFolder, type PrivateFolder } from "../../src/git/private-folder.ts";
import { isolatedEnvironment } from "../support/isolated-git.ts";
import { temporaryFolder } from "./open-git.ts";

/** A private folder for one test. */
export async function openFolder(parent: string = temporaryFolder()): Promise<PrivateFolder> {
  const folder = await createPrivateFolder(parent);
  onTestFinished(folder.remove);
  return folder;
}

/** What programs run in here, as in a real run. */
export function toolEnvironment(extra: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return gitEnvironment({ ...isolatedEnvironment("/nowhere"), ...extra }, null);
}
