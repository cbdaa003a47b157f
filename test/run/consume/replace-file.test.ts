import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { rmSync } from "node:fs";
import { createTime } from "../../../src/entry/time.ts";
import { editFile } from "../../../src/run/consume/replace-file.ts";

const TIME = createTime();

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "flow-tagbot-edit-"));
  onTestFinished(() => {
    chmodSync(made, 0o700);
    rmSync(made, { recursive: true, force: true });
  });
  return made;
}

describe("an edit", () => {
  test("makes the file with its folders, and leaves nothing beside it", async () => {
    const path = join(folder(), "a/b/list.yml");
    await editFile(path, TIME, (text) => `${text}new\n`);
    expect(readFileSync(path, "utf8")).toBe("new\n");
    expect(readdirSync(join(path, ".."))).toEqual(["list.yml"]);
  });

  test("that changes nothing does not touch the file", async () => {
    const path = join(folder(), "list.yml");
    writeFileSync(path, "same");
    const { ino } = statSync(path);
    await editFile(path, TIME, (text) => text);
    expect(statSync(path).ino).toBe(ino);
  });

  test("keeps the file's rights", async () => {
    const path = join(folder(), "list.yml");
    writeFileSync(path, "x");
    chmodSync(path, 0o640);
    await editFile(path, TIME, () => "y");
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  test.each([true, false])("goes through a link, whether its file exists (%s) or not", async (exists) => {
    const base = folder();
    const target = join(base, "real.yml");
    const path = join(base, "list.yml");
    if (exists) writeFileSync(target, "old ");
    symlinkSync("real.yml", path);
    await editFile(path, TIME, (text) => `${text}new`);
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, "utf8")).toBe(exists ? "old new" : "new");
  });

  test("that fails changes nothing, and frees the lock", async () => {
    const path = join(folder(), "list.yml");
    writeFileSync(path, "old");
    const failing = editFile(path, TIME, () => {
      throw new RangeError("no");
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(readdirSync(join(path, ".."))).toEqual(["list.yml"]);
    expect(readFileSync(path, "utf8")).toBe("old");
  });

  test("of a path that cannot be written fails with the path", async () => {
    const base = folder();
    writeFileSync(join(base, "file"), "");
    await expect(editFile(join(base, "file/list.yml"), TIME, () => "x")).rejects.toMatchObject({ code: "file-not-written" });
    await expect(editFile(base, TIME, () => "x")).rejects.toMatchObject({ code: "file-not-written" });
  });
});

describe("of edits at the same time", () => {
  test("none is lost", async () => {
    const path = join(folder(), "list.yml");
    const names = Array.from({ length: 20 }, (_, at) => `line ${at}`);
    await Promise.all(names.map((name) => editFile(path, TIME, (text) => `${text}${name}\n`)));
    expect(readFileSync(path, "utf8").trimEnd().split("\n").toSorted()).toEqual(names.toSorted());
    expect(readdirSync(join(path, ".."))).toEqual(["list.yml"]);
  });

  test("one that was killed does not hold up the others", async () => {
    const path = join(folder(), "list.yml");
    writeFileSync(`${path}.lock`, "somebody");
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(`${path}.lock`, longAgo, longAgo);
    await Promise.all(["a", "b", "c"].map((name) => editFile(path, TIME, (text) => text + name)));
    expect(readFileSync(path, "utf8").split("").toSorted()).toEqual(["a", "b", "c"]);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  test("one that holds the lock is waited for, and whoever waited has the lock from then on", async () => {
    const path = join(folder(), "list.yml");
    writeFileSync(`${path}.lock`, "somebody");
    let waits = 0;
    const now = (): number => Date.now() + waits * 3000;
    const wait = (): Promise<void> => {
      waits += 1;
      if (waits === 3) rmSync(`${path}.lock`);
      return Promise.resolve();
    };
    await editFile(path, { now, wait, secondMs: 1 }, () => {
      expect(Math.abs(statSync(`${path}.lock`).mtimeMs - now())).toBeLessThan(1000);
      return "x";
    });
    expect(waits).toBe(3);
    expect(readFileSync(path, "utf8")).toBe("x");
  });

  test("one that lost its lock on the way writes nothing", async () => {
    const path = join(folder(), "list.yml");
    const slow = editFile(path, TIME, () => {
      writeFileSync(`${path}.lock`, "another");
      return "mine";
    });
    await expect(slow).rejects.toMatchObject({ code: "file-not-written" });
    expect(readFileSync(`${path}.lock`, "utf8")).toBe("another");
    expect(existsSync(path)).toBe(false);
  });
});
