import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseReference } from "../../src/resolve/parse-reference.ts";
import { parseRef } from "../../src/resolve/parse-ref.ts";
import { isByOwnTag, renderRef, renderReference, renderRegistry, toPinnedRef } from "../../src/resolve/render-reference.ts";
import type { Reference, RegistryName } from "../../src/resolve/reference.ts";

const nothing = (): boolean => false;

const WORD = fc.stringMatching(/^[a-z][a-z0-9_-]{0,5}$/);
const NUMBERS = fc.tuple(fc.nat(99), fc.nat(9), fc.nat(9)).map((numbers) => numbers.join("."));

const REGISTRY: fc.Arbitrary<RegistryName> = fc.oneof(
  fc.constant<RegistryName>({ kind: "default" }),
  WORD.map<RegistryName>((name) => ({ kind: "name", name })),
  fc.tuple(WORD, WORD).map<RegistryName>(([owner, repo]) => ({ kind: "address", host: null, path: `${owner}/${repo}` })),
  fc
    .tuple(fc.constantFrom("git.example", "127.0.0.1:3000", "[::1]", "localhost"), WORD, WORD, WORD)
    .map<RegistryName>(([host, ...path]) => ({ kind: "address", host, path: path.join("/") })),
);

/** Texts after `#`, as they are written. */
const REF = fc.oneof(
  NUMBERS,
  NUMBERS.map((numbers) => `${numbers}-orbit.1+b`),
  fc.tuple(fc.constantFrom("^", "~", ">=", "<", "=", "~=", "=="), NUMBERS).map((parts) => parts.join("")),
  fc.tuple(NUMBERS, NUMBERS).map(([low, high]) => `>=${low}, <${high} || ${low} - ${high}`),
  fc.constantFrom("latest", "1", "1.x", "v2", "*", "refs/heads/a@b#c", "refs/tags/latest", "main", "größe", "1.2.3.4", "007", "0.1-x"),
  fc.stringMatching(/^[0-9a-f]{7,40}$/),
  fc.stringMatching(/^[a-zA-Z][a-z/.@{}0-9-]{0,8}$/),
);

const REFERENCE: fc.Arbitrary<Reference> = fc
  .tuple(fc.array(WORD, { minLength: 1, maxLength: 3 }), REGISTRY, fc.option(REF))
  .filter(([, , text]) => text === null || isRef(text))
  .map(([flow, registry, text]) => ({
    kind: "flow",
    flow: flow.join("/"),
    registry,
    ref: text === null ? { kind: "default" } : parseRef(text),
  }));

function isRef(text: string): boolean {
  try {
    parseRef(text);
    return true;
  } catch {
    return false;
  }
}

describe("a reference", () => {
  test("is read again as it was written", () => {
    fc.assert(
      fc.property(REFERENCE, (reference) => {
        expect(parseReference(renderReference(reference), nothing)).toEqual(reference);
      }),
      { numRuns: 500 },
    );
  });

  test("is written in one spelling", () => {
    fc.assert(
      fc.property(WORD, REF.filter(isRef), (flow, text) => {
        const once = renderReference(parseReference(`${flow}@#${text}`, nothing));
        expect(renderReference(parseReference(once, nothing))).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["qa@#v1.2.0", "qa#1.2.0"],
    ["qa@==1.2.0", "qa#1.2.0"],
    ["qa#>=1,<2", "qa#>=1,<2"],
    ["qa@GIT.example/A/b", "qa@git.example/A/b"],
    ["./x.yml", "./x.yml"],
  ])("%s is written %s", (text, written) => {
    expect(renderReference(parseReference(text, nothing))).toBe(written);
  });
});

test("no registry and no ref are empty texts", () => {
  expect(renderRegistry({ kind: "default" })).toBe("");
  expect(renderRef({ kind: "default" })).toBe("");
});

const COMMIT = "1".repeat(40);

test.each([
  ["a-v1.2.0", "1.2.0", true],
  ["x/a/1.2.0", "1.2.0", true],
  ["v1.2.0", "1.2.0", true],
  ["1.2.0", "1.2.0", true],
  ["1.2.0/a", "1.2.0", true],
  ["a-v11.2.0", "1.2.0", false],
  ["a-v1.2.0-rc.1", "1.2.0", false],
  ["b-v1.2.0", "1.2.0", false],
  ["stable", "1.2.0", false],
  [null, "1.2.0", false],
  ["v1", null, false],
] as const)("the tag %s is the own one of %s: %j", (tag, version, expected) => {
  expect(isByOwnTag({ flow: "a", version, tag })).toBe(expected);
});

test("a pin is a version by its own tag, or the tag if roots may disagree, else the commit", () => {
  const found = { flow: "a", version: "1.2.0", tag: "a-v1.2.0", commit: COMMIT };
  expect(toPinnedRef(found, false)).toEqual({ kind: "version", version: "1.2.0" });
  expect(toPinnedRef(found, true)).toEqual({ kind: "full", name: "refs/tags/a-v1.2.0" });
  for (const tag of [null, "stable"]) expect(toPinnedRef({ ...found, tag }, false)).toEqual({ kind: "commit", digits: COMMIT });
  expect(toPinnedRef({ ...found, tag: null, commit: null }, true)).toBeNull();
});
