import { expect, test } from "vitest";
import { isDigestTag, parseDigestTag, renderDigestMessage, toDigestVersion } from "../../src/model/digest-tag.ts";

const HEAD = "0123abcd".padEnd(40, "0");

test("a digest is named after its head's day and commit, with a number where that name is taken", () => {
  expect(toDigestVersion("2026-01-20T10:00:00Z", HEAD, new Set())).toBe("20260120-0123abcd");
  const taken = new Set(["digest-20260120-0123abcd", "digest-20260120-0123abcd-2"]);
  expect(toDigestVersion("2026-01-20T10:00:00Z", HEAD, taken)).toBe("20260120-0123abcd-3");
});

test.each([
  ["digest-20260120-0123abcd", true],
  ["digest-20260120-0123abcd-12", true],
  ["digest-v1.0.0", false],
  ["digest-20260120-0123ABCD", false],
  ["a/digest-20260120-0123abcd", false],
  ["digest-20260120-0123abcd-", false],
])("%s is a digest's tag: %j", (name, expected) => {
  expect(isDigestTag(name)).toBe(expected);
});

test("title and versions are read from a tag object as they were written, signed or not", () => {
  const versions = ["a-v1.0.0", "team/b-v2.0.0-rc.1"];
  const message = renderDigestMessage("Versions of today", versions);
  expect(message).toBe("Versions of today\n\nFlow-Tag: a-v1.0.0\nFlow-Tag: team/b-v2.0.0-rc.1\n");
  const object = `object ${HEAD}\ntype commit\ntag x\ntagger Flow-Tag: nobody <a@example.com> 0 +0000\n\n${message}`;
  expect(parseDigestTag(object)).toEqual({ title: "Versions of today", versions });
  expect(parseDigestTag(`${object}-----BEGIN SSH SIGNATURE-----\nabc\n-----END SSH SIGNATURE-----\n`).versions).toEqual(versions);
  expect(parseDigestTag("no tag").versions).toEqual([]);
});
