import fc from "fast-check";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { KnownRefs } from "../../../src/resolve/cache.ts";
import { pathOf, placeOfAnswer, placeOfNote, placeOfRefs } from "../../../src/resolve/cache/layout.ts";
import { readAnswer, readNote, readRefs, writeAnswer, writeNote, writeRefs } from "../../../src/resolve/cache/remembered.ts";
import { seal } from "../../../src/resolve/cache/sealed.ts";
import type { Store } from "../../../src/resolve/cache/store.ts";
import { leftovers } from "./leftovers.ts";
import { ANSWER, QUESTION, REGISTRY } from "./sample-entry.ts";
import { DAY, newStore, NOW, temporaryFolder } from "./sample.ts";

const COMMIT = "a".repeat(40);
const REFS: KnownRefs = {
  refs: {
    defaultBranch: "main",
    branches: new Map([["main", COMMIT]]),
    tags: new Map([
      ["code_review-v1.2.0", { object: "b".repeat(40), commit: COMMIT, annotated: true }],
      ["__proto__", { object: COMMIT, commit: COMMIT, annotated: false }],
    ]),
  },
  at: "2026-03-01T12:00:00Z",
};

const KINDS = {
  answer: {
    place: placeOfAnswer(QUESTION),
    write: (store: Store) => {
      writeAnswer(store, QUESTION, ANSWER);
    },
    read: (store: Store): unknown => readAnswer(store, QUESTION),
    value: ANSWER,
  },
  refs: {
    place: placeOfRefs(REGISTRY),
    write: (store: Store) => {
      writeRefs(store, REGISTRY, REFS);
    },
    read: (store: Store): unknown => readRefs(store, REGISTRY),
    value: REFS,
  },
  note: {
    place: placeOfNote(REGISTRY, COMMIT, "flows"),
    write: (store: Store) => {
      writeNote(store, REGISTRY, COMMIT, "flows", "a\0\u2028text\n");
    },
    read: (store: Store): unknown => readNote(store, REGISTRY, COMMIT, "flows"),
    value: "a\0\u2028text\n",
  },
} as const;

function rooted(): Store {
  return newStore({ root: temporaryFolder() });
}

describe.each(Object.entries(KINDS))("of the %s", (_kind, { place, write, read, value }) => {
  test("what was written comes back, and can be written again", () => {
    const store = rooted();
    expect(read(store)).toBeNull();
    write(store);
    write(store);
    expect(read(store)).toEqual(value);
    expect(leftovers(store)).toEqual([]);
  });

  test("nothing is taken that is damaged, a link, or about something else; it is written anew", () => {
    const store = rooted();
    const path = pathOf(store.root, place);
    const whole = (): string => {
      write(store);
      return readFileSync(path, "utf8");
    };
    const damages: readonly (() => void)[] = [
      () => {
        truncateSync(path, 50);
      },
      () => {
        truncateSync(path);
      },
      () => {
        writeFileSync(path, whole().replace("a", "b"));
      },
      () => {
        writeFileSync(path, seal(null));
      },
      () => {
        writeFileSync(path, seal({ about: [REGISTRY.url], value: null }));
      },
      () => {
        writeFileSync(path, whole().replace("example.com", "example.org"));
      },
      () => {
        renameSync(path, `${path}.elsewhere`);
        symlinkSync(`${path}.elsewhere`, path);
      },
      () => {
        rmSync(path);
        mkdirSync(path);
      },
      () => {
        rmSync(path);
        mkdirSync(path);
        writeFileSync(join(path, "file"), "");
      },
    ];
    for (const damage of damages) {
      whole();
      damage();
      expect(read(store), String(damage)).toBeNull();
      write(store);
      expect(read(store), String(damage)).toEqual(value);
    }
  });

  test("each use is noted, once a day", () => {
    const store = rooted();
    write(store);
    const usedAfter = (days: number): number => {
      read({ ...store, now: () => NOW + days * DAY });
      return (statSync(pathOf(store.root, place)).mtimeMs - NOW) / DAY;
    };
    expect([usedAfter(0.9), usedAfter(1.5)]).toEqual([0, 1.5]);
  });

  test("nothing is read or written through a linked folder", () => {
    const store = rooted();
    write(store);
    const folder = dirname(pathOf(store.root, place));
    const outside = join(temporaryFolder(), "outside");
    renameSync(folder, outside);
    symlinkSync(outside, folder);
    const before = readdirSync(outside);
    expect(read(store)).toBeNull();
    expect(() => {
      write(store);
    }).toThrow("symbolic link");
    expect(readdirSync(outside)).toEqual(before);
    expect(leftovers(store)).toEqual([]);
  });
});

test("an answer is for its own question only, even where somebody copied it to another one's place", () => {
  const store = rooted();
  writeAnswer(store, QUESTION, ANSWER);
  const other = { ...QUESTION, ref: "1.3.0" };
  expect(readAnswer(store, other)).toBeNull();
  writeFileSync(pathOf(store.root, placeOfAnswer(other)), readFileSync(pathOf(store.root, placeOfAnswer(QUESTION))));
  expect(readAnswer(store, other)).toBeNull();
});

test.each([
  { commit: "main" },
  { commit: "--upload-pack=x" },
  { path: "../../secret" },
  { path: 1 },
  { kind: "newest" },
  { contentDigest: "" },
  { yanked: { reason: null } },
  { yanked: true },
  { deprecated: { since: "yesterday", use: null, reason: null } },
  { at: "now" },
  { why: undefined },
])("an answer with %j is none, well sealed as it is", (change) => {
  const store = rooted();
  writeAnswer(store, QUESTION, ANSWER);
  const about = [REGISTRY.url, QUESTION.flow, QUESTION.ref, QUESTION.root, QUESTION.prerelease];
  writeFileSync(pathOf(store.root, placeOfAnswer(QUESTION)), seal({ about, value: ANSWER }));
  expect(readAnswer(store, QUESTION)).toEqual(ANSWER);
  writeFileSync(pathOf(store.root, placeOfAnswer(QUESTION)), seal({ about, value: { ...ANSWER, ...change } }));
  expect(readAnswer(store, QUESTION)).toBeNull();
});

test.each([
  { branches: [["main", "x"]] },
  { branches: { main: COMMIT } },
  { tags: [["v1", COMMIT, COMMIT, "yes"]] },
  { tags: [["v1", COMMIT]] },
  { tags: [null] },
  { defaultBranch: 1 },
  { at: null },
])("refs with %j are none", (change) => {
  const store = rooted();
  writeRefs(store, REGISTRY, REFS);
  const value = { at: REFS.at, defaultBranch: null, branches: [], tags: [] };
  writeFileSync(pathOf(store.root, placeOfRefs(REGISTRY)), seal({ about: [REGISTRY.url], value }));
  expect(readRefs(store, REGISTRY)).not.toBeNull();
  writeFileSync(pathOf(store.root, placeOfRefs(REGISTRY)), seal({ about: [REGISTRY.url], value: { ...value, ...change } }));
  expect(readRefs(store, REGISTRY)).toBeNull();
});

test("a text of any characters that JSON and UTF-8 know comes back as it was", () => {
  const store = rooted();
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, name) => {
      writeNote(store, REGISTRY, COMMIT, name, text);
      expect(readNote(store, REGISTRY, COMMIT, name)).toBe(text);
      expect(readNote(store, REGISTRY, "b".repeat(40), name)).toBeNull();
    }),
    { numRuns: 50 },
  );
});
