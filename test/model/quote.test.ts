import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { quoteShell, renderCommand, renderOnPaths } from "../../src/model/quote.ts";

const NO_NUL = fc.string({ unit: "binary" }).map((text) => text.replaceAll("\0", "").toWellFormed());

test("A real shell gives every text back", () => {
  const awkward = [
    "",
    "'",
    "''",
    "-n",
    "%s\\n",
    "a\n",
    "\n",
    "\n\n::x",
    "!1",
    "##[x]",
    "\u001b[0m-'",
    "\\",
    "\u202e",
    "~",
    "=ls",
    "a b\tc",
    "$(id)`id`$HOME",
  ];
  const batch = fc.array(fc.oneof(fc.constantFrom(...awkward), NO_NUL), { minLength: 20, maxLength: 60 });
  fc.assert(
    fc.property(batch, (texts) => {
      const command = `printf '%s\\0' ${texts.map(quoteShell).join(" ")}`;
      for (const shell of ["sh", "bash"]) {
        const back = execFileSync(shell, ["-c", command], { encoding: "utf8" });
        expect(back.split("\0").slice(0, -1)).toEqual(texts);
      }
    }),
    { numRuns: 15 },
  );
});

test.each([
  ["code_review-v1.2.0+b=1", "code_review-v1.2.0+b=1"],
  ["refs/tags/a:refs/tags/a", "refs/tags/a:refs/tags/a"],
  ["", "''"],
  ["a b", "'a b'"],
  ["it's", "'it'\\''s'"],
  ["=ls", "'=ls'"],
  ["a\u001bb", "\"$(printf 'a\\033b')\""],
])("%j is quoted as %s", (text, quoted) => {
  expect(quoteShell(text)).toBe(quoted);
});

test("A quoted text has nothing that a terminal or a runner obeys", () => {
  fc.assert(
    fc.property(fc.oneof(NO_NUL, fc.constantFrom("\n::error::", "##[error]", "\r::x")), (text) => {
      const command = renderCommand(["git", "add", "--", text]);
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      expect(command).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|##\[|\n\s*::/);
    }),
  );
});

test("A path with wildcards means itself", () => {
  expect(renderOnPaths(["rm"], ["a*.yml"])).toBe("git --literal-pathspecs rm -- 'a*.yml'");
  expect(renderOnPaths(["rm"], ["a.yml"])).toBe("git rm -- a.yml");
});
