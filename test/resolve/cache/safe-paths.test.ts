import fc from "fast-check";
import { join, normalize, posix, sep, win32 } from "node:path";
import { expect, test } from "vitest";
import { Failure } from "../../../src/model/failure.ts";
import { checkPaths, pathProblem } from "../../../src/resolve/cache/safe-paths.ts";
import { caught } from "../../caught.ts";

test.each([
  "1.2.0.yml",
  "flows/code_review/1.2.0.yml",
  "flows/code_review/.hidden",
  "a/b..c/d",
  "...x",
  "with space/and+plus@at,comma;semi=equals'quote`tick$dollar&and.md",
  "überprüfung/日本語.yml",
  "console.md",
  "com10.md",
  "gitignore",
  ".gitignore",
  "nullable/aux-files.md",
])("%j is written as it is", (path) => {
  expect(pathProblem(path)).toBeNull();
});

test.each([
  "",
  ".",
  "..",
  "../x",
  "a/..",
  "a/../b",
  "a/./b",
  "/etc/passwd",
  "a//b",
  "a/",
  "C:/x",
  "c:x",
  "a\\b",
  "..\\x",
  "file:stream",
  "a\0b",
  "a\nb",
  "a\u202eb",
  "a\ud800",
  "x?.md",
  "<x>",
  'q"q',
  "a|b",
  "*.yml",
  "con",
  "CON.yml",
  "a/nul/b",
  "aux .txt",
  "com1",
  "COM¹.md",
  "lpt9.tar.gz",
  "conin$",
  "trailing./x",
  "trailing.",
  "space /x",
  "...",
  ".git/config",
  "a/.GIT/hooks/x",
  "git~1/x",
  `${"x".repeat(201)}.yml`,
  "é".repeat(101),
  "d/".repeat(32) + "x",
  "long/".repeat(300) + "x",
])("%j is not", (path) => {
  expect(pathProblem(path)).not.toBeNull();
  expect(
    caught(() => {
      checkPaths(["good.yml", path]);
    }),
  ).toMatchObject({ code: "registry-unsafe" });
});

test.each([
  [["a.yml", "A.yml"]],
  [["a/x", "A/y"]],
  [["a/b", "a/b"]],
  [["a", "a/b"]],
  [["a/b", "A"]],
  [["caf\u00e9", "cafe\u0301"]],
  [["stra\u00dfe", "STRASSE"]],
  [["\ufb01le", "file"]],
  [["\u017fet", "Set"]],
  [["x/\u212a", "x/k"]],
])("%j are one file or folder on some disks", (paths) => {
  const error = caught(() => {
    checkPaths(paths);
  });
  expect(error).toMatchObject({ code: "registry-unsafe" });
  expect(error instanceof Failure && error.problems).toHaveLength(1);
});

test("files of one folder do not meet, and all that is wrong is told", () => {
  checkPaths(["a/b/c", "a/b/d", "a/e", "f"]);
  const error = caught(() => {
    checkPaths(["../a", "b", "B", "nul"]);
  });
  expect(error instanceof Failure && error.problems.map(({ code }) => code)).toEqual([
    "registry-unsafe",
    "registry-unsafe",
    "registry-unsafe",
  ]);
});

test("whatever the name, a safe path stays below the folder that it is joined to, on every system", () => {
  const part = fc.oneof(
    fc.string({ unit: "binary", maxLength: 6 }),
    fc.constantFrom("..", ".", "", "a", "c:", "\\", "\\\\host\\share", "nul", "~", "%2e%2e", "..\u200b", "．．", "/"),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const path = parts.join("/");
      if (pathProblem(path) !== null) return;
      expect(posix.join("/r00t/files", path)).toBe(`/r00t/files/${path}`);
      expect(win32.join("C:\\root\\files", path)).toBe(`C:\\root\\files\\${path.replaceAll("/", "\\")}`);
      expect(normalize(join(sep, path))).toBe(join(sep, path));
      expect(win32.isAbsolute(path)).toBe(false);
    }),
    { numRuns: 2000 },
  );
});
