import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findBeginnings } from "../../../src/forge/local/beginnings.ts";
import { temporaryFolder } from "../../git/open-git.ts";

test("files are told by how their text begins, after the front matter", () => {
  const folder = temporaryFolder();
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const long = "t".repeat(2_000);
  const found = write("a.md", "---\ntag: a\n---\n<!-- banner -->\nNotes");
  const far = write("b.md", `---\ntitle: ${long}\n---\n<!-- banner -->\nNotes`);
  const others = [write("c.md", "---\ntag: c\n---\nNotes\n<!-- banner -->"), write("d.md", ""), join(folder, "gone.md")];
  expect(findBeginnings([...others, found, far], "<!-- banner")).toEqual([found, far]);
});
