import { expect, test } from "vitest";
import { dropUser, readRegistry } from "../../src/resolve/parse-address.ts";

test.each([
  ["", { kind: "default" }],
  ["team", { kind: "name", name: "team" }],
  ["Team_1-x", { kind: "name", name: "Team_1-x" }],
  ["owner/.github", { kind: "address", host: null, path: "owner/.github" }],
  ["a_b/c.d+e", { kind: "address", host: null, path: "a_b/c.d+e" }],
  ["git.example/a/b", { kind: "address", host: "git.example", path: "a/b" }],
  ["localhost:3000/a/b/c", { kind: "address", host: "localhost:3000", path: "a/b/c" }],
  ["[2001:DB8::1]/~user/b", { kind: "address", host: "[2001:db8::1]", path: "~user/b" }],
])("%j is %j", (text, registry) => {
  expect(readRegistry(text)).toEqual(registry);
});

test.each(["1.2.0", "v1.2", "-team", "9team", "te.am", "größe", "^1", "a b"])("%j is none by its form", (text) => {
  expect(readRegistry(text)).toBeNull();
});

test.each([
  ["https://git.example/a/b", 0, "git.example/a/b"],
  ["ssh://git.example/a/b", 0, "git.example/a/b"],
  ["https://", 0, null],
  ["git.example:a/b", 15, "git.example/a/b"],
  ["git.example/a", 13, null],
  ["git.example:80", 14, null],
  ["owner//repo", 6, "owner/repo"],
  ["owner/", 6, null],
  ["/owner/repo", 0, "owner/repo"],
  ["../flows", 0, null],
  ["./flows/more", 0, null],
  ["~/flows", 0, null],
  ["owner/..", 6, null],
  ["owner/re po", 8, null],
  ["owner/-x", 6, null],
  ["_owner/repo", 0, null],
  ["git..example/a/b", 0, null],
  ["git.example:0/a/b", 0, null],
  ["git.example:65536/a/b", 0, null],
  ["git example/a/b", 3, null],
  [`${"a".repeat(64)}.example/a/b`, 0, null],
  [`owner/${"a".repeat(200)}`, 200, null],
])("%j is wrong at %d and means %j", (text, at, corrected) => {
  const fault = readRegistry(text);
  expect(fault).toMatchObject({ kind: "fault", at });
  expect(fault?.kind === "fault" && fault.correct()).toBe(corrected);
});

test.each([
  ["git@git.example:a/b", "git.example/a/b"],
  ["ssh://git@git.example/a/b", "git.example/a/b"],
  ["https://user:word@git.example/a/b", "git.example/a/b"],
  ["git@git.example:b", null],
  ["team@1.2.0", null],
  ["a@b@c/d/e", null],
])("%s without its user is %s", (text, address) => {
  expect(dropUser(text)).toBe(address);
});
