import { describe, expect, test } from "vitest";
import { parseRef, readRef } from "../../src/resolve/parse-ref.ts";
import { renderRef } from "../../src/resolve/render-reference.ts";
import { caught } from "../caught.ts";

describe("what follows # is", () => {
  test.each([
    ["latest", "range", "latest"],
    ["1.2.3", "version", "1.2.3"],
    ["v1.2.3", "version", "1.2.3"],
    ["=1.2.3", "version", "1.2.3"],
    ["== v1.2.3-rc.1+b", "version", "1.2.3-rc.1+b"],
    ["1.0.0-1", "version", "1.0.0-1"],
    ["2.0.0-orbit", "version", "2.0.0-orbit"],
    ["1.2", "range", "1.2"],
    ["123456", "range", "123456"],
    ["1234567", "commit", "1234567"],
    ["abc1234", "commit", "abc1234"],
    ["0123456789abcdef0123456789abcdef01234567", "commit", "0123456789abcdef0123456789abcdef01234567"],
    ["abc123", "name", "abc123"],
    ["ABC1234", "name", "ABC1234"],
    ["0123456789abcdef0123456789abcdef012345678", "name", "0123456789abcdef0123456789abcdef012345678"],
    ["main", "name", "main"],
    ["1.2.3.4", "name", "1.2.3.4"],
    ["01.2.3", "name", "01.2.3"],
    ["1.2.3-", "name", "1.2.3-"],
    ["v1-stable", "name", "v1-stable"],
    ["qa-bot-v1.2.0", "name", "qa-bot-v1.2.0"],
    ["größe", "name", "größe"],
    ["refs/heads/latest", "full", "refs/heads/latest"],
    ["refs/tags/a@b#c", "full", "refs/tags/a@b#c"],
  ])("%s: a %s, %s", (text, kind, written) => {
    const ref = parseRef(text);
    expect([ref.kind, renderRef(ref)]).toEqual([kind, written]);
  });
});

test.each([
  ["", 0],
  ["a@b", 1],
  ["a#b", 1],
  ["a b", 1],
  ["a..b", 1],
  ["HEAD", 0],
  ["-a", 0],
  ["a\u200bb", 1],
  ["refs/heads", 10],
  ["refs/", 5],
  ["refs/heads//a", 10],
  ["refs/heads/a\u2028", 12],
  ["x".repeat(201), 200],
])("%j is wrong at %d", (text, at) => {
  expect(readRef(text)).toMatchObject({ kind: "fault", code: "reference-invalid", at });
  expect(caught(() => parseRef(text))).toMatchObject({ code: "reference-invalid" });
});

test("a name among spaces is given back without them", () => {
  expect(caught(() => parseRef(" main "))).toMatchObject({ problems: [{ fix: "Write `main`." }] });
});
