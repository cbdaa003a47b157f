import { execFileSync } from "node:child_process";
import { hash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { renderSums, toContentDigest } from "../../src/registry/content-digest.ts";
import { temporaryFolder } from "../git/open-git.ts";

const digestOf = (text: string): string => `sha256:${hash("sha256", text)}`;

test("a version without references has the digest of its file", () => {
  const version = { path: "flows/a/1.0.0.yml", digest: digestOf("one") };
  expect(toContentDigest(version, [])).toBe(version.digest);
});

test.skipIf(process.platform !== "linux")(
  "what is hashed is what sha256sum prints in the flow's folder, sorted as bytes, whatever the order of the files",
  () => {
    const texts: Record<string, string> = {
      "1.0.0.yml": "version: one\n",
      "B.md": "b",
      "a b.md": "with a space",
      "a/x.md": "x",
      "é.md": "two bytes",
      "\u{1F600}.md": "four bytes",
      "\uFF5E.md": "three bytes",
    };
    const folder = temporaryFolder();
    mkdirSync(join(folder, "a"));
    for (const [path, text] of Object.entries(texts)) writeFileSync(join(folder, path), text);
    const sums = execFileSync("sh", ["-c", "find * -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum"], { cwd: folder }).toString();
    const files = Object.entries(texts).map(([path, text]) => ({ path: `flows/a/${path}`, digest: digestOf(text) }));
    const [version, ...references] = files;
    if (version === undefined) throw new Error("no version");
    expect(renderSums(files.toReversed(), "flows/a")).toBe(sums);
    expect(toContentDigest(version, references)).toBe(digestOf(sums));
    expect(toContentDigest(version, references.toReversed())).toBe(digestOf(sums));
  },
);

test("a folder that is the repository itself takes nothing off the paths", () => {
  expect(renderSums([{ path: "a.md", digest: "sha256:00" }], "")).toBe("00  a.md\n");
});
