import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { createPrivateFolder, removePrivateFolder, removePrivateFolderSync, toKeyring } from "../../src/git/private-folder.ts";
import { caught } from "../caught.ts";
import { temporaryFolder } from "./open-git.ts";
import { wrapTools } from "./wrap-tools.ts";

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test("a private folder and its files are for their owner alone, whatever their names", async () => {
  const folder = await createPrivateFolder(temporaryFolder());
  const files = [await folder.write("key", "one"), await folder.write("key", "two"), await folder.writeProgram("askpass", "#!/bin/sh\n")];
  expect(new Set(files).size).toBe(3);
  expect([folder.path, ...files].map(modeOf)).toEqual([0o700, 0o600, 0o600, 0o700]);
  await folder.remove();
  expect(existsSync(folder.path)).toBe(false);
});

test("it can be removed again, also after somebody else did", async () => {
  const folder = await createPrivateFolder(temporaryFolder());
  await removePrivateFolder(folder.path);
  await folder.remove();
  removePrivateFolderSync(folder.path);
  expect(readdirSync(dirname(folder.path))).toEqual([]);
});

test.each([
  ["at once", removePrivateFolder],
  [
    "without waiting",
    (path: string): Promise<void> => {
      removePrivateFolderSync(path);
      return Promise.resolve();
    },
  ],
])("what a run that crashed left is removed %s by its path, keyring and all", async (_name, remove) => {
  const folder = await createPrivateFolder(temporaryFolder());
  await folder.write("key", "one");
  mkdirSync(toKeyring(folder.path), { mode: 0o700 });
  writeFileSync(join(toKeyring(folder.path), "pubring.kbx"), "");
  const tools = wrapTools(["gpgconf"]);
  await remove(folder.path);
  expect(readdirSync(dirname(folder.path))).toEqual([]);
  expect(tools.args().trim().split("\n").slice(0, 4)).toEqual(["--homedir", toKeyring(folder.path), "--kill", "all"]);
});

test("a missing gpgconf does not keep the files", async () => {
  const folder = await createPrivateFolder(temporaryFolder());
  mkdirSync(toKeyring(folder.path));
  vi.stubEnv("PATH", "/nowhere");
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  await folder.remove();
  expect(existsSync(folder.path)).toBe(false);
});

test.each(["/", "/tmp", "flow-tagbot-keys-", "/tmp/flow-tagbot-keys-abc123/..", "/tmp/flow-tagbot-keys-abc123/x", "", "."])(
  "the path %j is not a private folder, and is not touched",
  async (path) => {
    await expect(removePrivateFolder(path)).rejects.toThrow("Not a private folder");
    expect(
      caught(() => {
        removePrivateFolderSync(path);
      }),
    ).toBeInstanceOf(Error);
  },
);

test("a link in its place is removed, not what it points to", async () => {
  const parent = temporaryFolder();
  const target = join(parent, "target");
  mkdirSync(target);
  writeFileSync(join(target, "file"), "");
  const link = join(parent, "flow-tagbot-keys-abc123");
  symlinkSync(target, link);
  await removePrivateFolder(link);
  expect(readdirSync(parent)).toEqual([basename(target)]);
  expect(readdirSync(target)).toEqual(["file"]);
});
