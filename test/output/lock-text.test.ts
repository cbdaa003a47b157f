import { describe, expect, test } from "vitest";
import { renderLockChanges, renderLockFaults, toLockFaultsJson, toLockJson } from "../../src/output/lock-text.ts";
import { compareLocks } from "../../src/resolve/compare-lock.ts";
import type { LockFault } from "../../src/resolve/lock-faults.ts";
import { EMPTY_LOCK, type Lock } from "../../src/resolve/locked.ts";
import { locked } from "../resolve/locked.ts";

const PLAIN = { colour: false, width: 120 };
const NAMES = { lock: "flows.lock", list: "flows.yml" };
const CHANGED = { all: false, written: true };
const OTHER = "fedcba9876543210fedcba9876543210fedcba98";

const BEFORE: Lock = {
  flows: new Map([
    ["gone", { reference: "gone", locked: locked("gone") }],
    ["qa", { reference: "qa#main", locked: locked("qa", "1.0.0") }],
    ["review", { reference: "review#^1", locked: locked("review", "1.0.0") }],
    ["same", { reference: "same", locked: locked("same") }],
  ]),
  dependencies: new Map(),
};
const AFTER: Lock = {
  flows: new Map([
    [
      "own",
      {
        reference: "./own.yml",
        locked: locked("own", "", { registry: null, version: null, kind: null, tag: null, commit: null, path: "./own.yml" }),
      },
    ],
    ["qa", { reference: "qa#main", locked: locked("qa", "1.0.0", { path: "flows/elsewhere/1.0.0.yml" }) }],
    ["review", { reference: "review#^1", locked: locked("review", "1.1.0", { commit: OTHER }) }],
    ["same", { reference: "same", locked: locked("same") }],
  ]),
  dependencies: new Map([["writer@team#^2", locked("writer", "2.0.0")]]),
};

describe("what changed", () => {
  test("is a table with signs and numbers; the same version with another meaning says what is new", () => {
    expect(renderLockChanges(compareLocks(BEFORE, AFTER), NAMES, CHANGED, PLAIN)).toMatchInlineSnapshot(`
      "   FLOW              FROM               TO                        REGISTRY
      -  gone              1.0.0 at 01234567                            https://git.example.org/acme/flows
      +  own                                  sha256:abababababab       a local file
      ~  qa                1.0.0 at 01234567  1.0.0 at 01234567 (path)  https://git.example.org/acme/flows
      ~  review            1.0.0 at 01234567  1.1.0 at fedcba98         https://git.example.org/acme/flows
      +    writer@team#^2                     2.0.0 at 01234567         https://git.example.org/acme/flows

      flows.lock: 2 added, 2 updated, 1 removed, 1 unchanged
      "
    `);
  });

  test("is one line where nothing did, which says whether anybody was asked", () => {
    const nothing = compareLocks(AFTER, AFTER);
    expect(renderLockChanges(nothing, NAMES, CHANGED, PLAIN)).toBe("flows.lock fits flows.yml: 5 entries.\n");
    expect(renderLockChanges(nothing, NAMES, { all: true, written: true }, PLAIN)).toBe(
      "flows.lock is up to date: flows.yml asks for nothing newer (5 entries).\n",
    );
  });

  test("says so where it was not written", () => {
    const text = renderLockChanges(compareLocks(BEFORE, AFTER), NAMES, { all: true, written: false }, PLAIN);
    expect(text).toMatch(/flows\.lock: 2 added, .*; nothing was written\n$/);
  });

  test("is for machines with all that the lockfile says", () => {
    const json: unknown = JSON.parse(JSON.stringify(toLockJson(compareLocks(EMPTY_LOCK, AFTER), "/project/flows.lock", AFTER, true)));
    expect(json).toMatchObject({
      schema: 1,
      path: "/project/flows.lock",
      written: true,
      unchanged: 0,
      changes: [{ kind: "added", name: "own" }, {}, {}, {}, { of: "dependency" }],
      flows: [{ name: "own", reference: "./own.yml", registry: null }, {}, { name: "review", version: "1.1.0", commit: OTHER }, {}],
      dependencies: [{ reference: "writer@team#^2", version: "2.0.0" }],
    });
  });

  test("cannot write to the terminal by itself", () => {
    const hostile: Lock = {
      ...EMPTY_LOCK,
      flows: new Map([["a", { reference: "a", locked: locked("a", "1.0.0", { registry: "https://x\u001b[2J" }) }]]),
    };
    expect(renderLockChanges(compareLocks(EMPTY_LOCK, hostile), { ...NAMES, lock: "a\u001b.lock" }, CHANGED, PLAIN)).not.toContain(
      "\u001b",
    );
  });
});

describe("what does not fit", () => {
  const FAULTS: readonly LockFault[] = [
    { name: "a", fault: "missing", wanted: "a#^1", locked: null },
    { name: "b", fault: "other-reference", wanted: "b#^2", locked: "b#^1" },
    { name: "c", fault: "tag-moved", wanted: null, locked: OTHER },
    { name: "d", fault: "local-changed", wanted: "./d.yml sha256:new", locked: "sha256:old" },
    { name: "e", fault: "unfit", wanted: "version ^3", locked: "version 2.0.0" },
  ];

  test("is a table with the way out", () => {
    expect(renderLockFaults(FAULTS, NAMES, 2, PLAIN)).toMatchInlineSnapshot(`
      "FLOW  WHAT                             NOW                 LOCKED
      a     not in the lockfile              a#^1
      b     another reference                b#^2                b#^1
      c     the tag was moved or deleted                         fedcba9876543210fedcba9876543210fedcba98
      d     the files here were changed      ./d.yml sha256:new  sha256:old
      e     not what the reference can mean  version ^3          version 2.0.0

      flows.lock does not fit.
      Run flow-tagbot lock, look at what changed, and commit it.
      No lock writes what a reference cannot mean: find out who edited the lockfile.
      Files here were changed since they were locked. If that was meant: flow-tagbot lock --update d
      A registry gives something else than it did: find out why before this accepts it: flow-tagbot lock --update c
      "
    `);
    expect(renderLockFaults([], NAMES, 1, PLAIN)).toBe("flows.lock fits flows.yml: 1 entry.\n");
  });

  test("has a code for machines", () => {
    expect(toLockFaultsJson(FAULTS, "/x", 2)).toEqual({
      schema: 1,
      path: "/x",
      upToDate: false,
      code: "lock-outdated",
      entries: 2,
      faults: FAULTS,
    });
    expect(toLockFaultsJson([], "/x", 2)).toMatchObject({ upToDate: true, code: null });
  });
});
