import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesRef } from "../../src/plan/ref-pattern.ts";

// By the documentation and source of Ruby's File.fnmatch(pattern, ref, File::FNM_PATHNAME).
test.each([
  ["refs/tags/v1", "refs/tags/v1", true],
  ["refs/tags/v1", "refs/tags/v10", false],
  ["refs/tags/v*", "refs/tags/v1.0.0", true],
  ["refs/tags/v*", "refs/tags/v", true],
  ["refs/tags/*", "refs/tags/chat/agent-v1", false],
  ["refs/tags/**", "refs/tags/chat/agent-v1", false],
  ["refs/tags/**/*", "refs/tags/chat/agent-v1", true],
  ["refs/tags/**/*", "refs/tags/v1", true],
  ["refs/tags/**/v1", "refs/tags/a/b/c/v1", true],
  ["refs/tags/**/v1", "refs/tags/a/xv1", false],
  ["refs/**/b/**/v1", "refs/tags/a/b/v1", true],
  ["**/v1", "refs/tags/v1", true],
  ["refs/tags/a**/v1", "refs/tags/ab/c/v1", false],
  ["refs/tags/a**/v1", "refs/tags/ab/v1", true],
  ["*", "refs/tags/v1", false],
  ["refs/tags/v?", "refs/tags/v1", true],
  ["refs/tags?v1", "refs/tags/v1", false],
  ["refs/tags/v[0-9]", "refs/tags/v7", true],
  ["refs/tags/v[0-9]", "refs/tags/vx", false],
  ["refs/tags/v[^0-9]", "refs/tags/vx", true],
  ["refs/tags/v[!0-9]", "refs/tags/v1", false],
  ["refs/tags[^a]v1", "refs/tags/v1", false],
  ["refs/tags/[a-]", "refs/tags/-", true],
  ["refs/tags/[]a]", "refs/tags/a", false],
  ["refs/tags/[a", "refs/tags/a", false],
  ["refs/tags/[a-", "refs/tags/a", false],
  ["refs/tags/[\\]]x", "refs/tags/]x", true],
  ["refs/tags/\\*", "refs/tags/*", true],
  ["refs/tags/\\*", "refs/tags/v", false],
  ["refs/tags/{a,b}", "refs/tags/a", false],
  ["refs/tags/?", "refs/tags/😀", true],
  ["refs/tags/a.c", "refs/tags/abc", false],
  ["", "refs/tags/a", false],
])("%s matches %s: %s", (pattern, ref, matches) => {
  expect(matchesRef(pattern, ref)).toBe(matches);
});

test("a name matches itself, and every pattern that puts stars in place of parts of one folder", () => {
  const part = fc.stringMatching(/^[a-z0-9.]{1,8}$/);
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.nat(), fc.nat(), (parts, from, to) => {
      const name = parts.join("/");
      expect(matchesRef(name, name)).toBe(true);
      const [start = 0, end = 0] = [from % (name.length + 1), to % (name.length + 1)].toSorted((a, b) => a - b);
      const pattern = `${name.slice(0, start)}*${name.slice(end)}`;
      expect(matchesRef(pattern, name)).toBe(!name.slice(start, end).includes("/"));
    }),
  );
});

test("a pattern of many stars is answered at once", () => {
  expect(matchesRef(`${"**/*a".repeat(5)}${"*a".repeat(100)}b`, "a".repeat(2000))).toBe(false);
});
