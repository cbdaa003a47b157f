import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Failure } from "../../src/model/failure.ts";
import { renderLock } from "../../src/resolve/lock-file.ts";
import type { Lock, LockedFlow } from "../../src/resolve/locked.ts";
import { isSafePath, lockMissing, parseLock } from "../../src/resolve/parse-lock.ts";
import { caught } from "../caught.ts";
import { COMMIT, DIGEST, locked } from "./locked.ts";

/** Typed, unlike the matcher. */
const containing = (text: string): unknown => expect.stringContaining(text);

const HEX = fc
  .array(fc.constantFrom(..."0 1 2 3 4 5 6 7 8 9 a b c d e f".split(" ")), { minLength: 64, maxLength: 64 })
  .map((digits) => digits.join(""));
const DIGESTS = HEX.map((hex) => `sha256:${hex}`);
const PATHS = fc.constantFrom("flows/a/1.0.0.yml", "a b.yml", "true", "ä/ö.md", "x#y: z.yml", '"quoted"', "1", "#c");
const FILES = fc.uniqueArray(fc.record({ path: PATHS, digest: DIGESTS }), { selector: ({ path }) => path, maxLength: 3 });
const sortFiles = (files: LockedFlow["files"]): LockedFlow["files"] => files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
const FOUND = fc.option(fc.record({ version: fc.constantFrom("1.0.0", "2.0.0-rc.1+b.2"), path: PATHS, digest: DIGESTS }));
const PARTS = fc.uniqueArray(
  fc.record({ id: fc.constantFrom("a", "b/c", "no"), range: fc.constantFrom("^1", ">=1 <2", "*"), found: FOUND }),
  {
    selector: ({ id, range }) => `${id} ${range}`,
    maxLength: 4,
  },
);
const sortParts = (parts: LockedFlow["prompts"]): LockedFlow["prompts"] =>
  parts.toSorted((a, b) => (a.id < b.id || (a.id === b.id && a.range < b.range) ? -1 : 1));

const FLOWS = fc
  .record({
    files: FILES,
    workflows: FILES,
    prompts: PARTS,
    schemas: PARTS,
    digest: DIGESTS,
    content: DIGESTS,
    kind: fc.constantFrom("stable", "prerelease", "variant"),
  })
  .map(({ files, workflows, prompts, schemas, digest, content, kind }) =>
    locked("a", "1.0.0", {
      kind,
      digest,
      contentDigest: files.length === 0 ? digest : content,
      files: sortFiles(files),
      workflows: sortFiles(workflows),
      prompts: sortParts(prompts),
      schemas: sortParts(schemas),
      uses: [{ written: "b#^1", reference: "b@team#^1" }],
    }),
  );
const LOCKS: fc.Arbitrary<Lock> = fc
  .record({
    flows: fc.uniqueArray(fc.tuple(fc.constantFrom("a", "no", "2", "z.y-x"), FLOWS), { selector: ([name]) => name }),
    dependency: FLOWS,
  })
  .map(({ flows, dependency }) => ({
    flows: new Map(flows.map(([name, flow]) => [name, { reference: `a@team#^${name}`, locked: flow }])),
    dependencies: new Map([["b@team#^1", dependency]]),
  }));

test("what was rendered is read as it was, and renders to the same bytes", () => {
  fc.assert(
    fc.property(LOCKS, (lock) => {
      const text = renderLock(lock);
      const read = parseLock(text, "flows.lock");
      const sorted = new Map([...lock.flows].toSorted(([a], [b]) => (a < b ? -1 : 1)));
      expect(read).toEqual({ ...lock, flows: sorted });
      expect([...read.flows.keys()]).toEqual([...sorted.keys()]);
      expect(renderLock(read)).toBe(text);
    }),
    { numRuns: 200 },
  );
});

test("a folder and a local file have no commit", () => {
  const disk = { version: null, kind: null, tag: null, commit: null };
  const lock: Lock = {
    flows: new Map([
      ["folder", { reference: "a@mine", locked: locked("a", "", { ...disk, registry: "./my-flows", path: "a/agent.yml" }) }],
      ["own", { reference: "./own.yml", locked: locked("./own.yml", "", { ...disk, registry: null, path: "./own.yml" }) }],
    ]),
    dependencies: new Map(),
  };
  expect(parseLock(renderLock(lock), "flows.lock")).toEqual(lock);
});

const TEXT = renderLock({
  flows: new Map([
    [
      "a",
      {
        reference: "a#^1",
        locked: locked("a", "1.0.0", { contentDigest: `sha256:${"cd".repeat(32)}`, files: [{ path: "flows/a/x.md", digest: DIGEST }] }),
      },
    ],
  ]),
  dependencies: new Map(),
});

function problemsOf(text: string): readonly { readonly code: string; readonly line: number | null }[] {
  const error = caught(() => parseLock(text, "flows.lock"));
  if (!(error instanceof Failure)) throw error;
  return error.problems.map(({ code, line }) => ({ code, line }));
}

/** Line of the text that begins so. */
function lineOf(text: string, start: string): number {
  return text.split("\n").findIndex((line) => line.trimStart().startsWith(start)) + 1;
}

describe("a bad lockfile is refused with the line", () => {
  test.each([
    ["digest", DIGEST, DIGEST.toUpperCase()],
    ["digest", DIGEST, "sha256:abc"],
    ["commit", COMMIT, COMMIT.slice(1)],
    ["commit", COMMIT, `${COMMIT.slice(1)}G`],
    ["path", "flows/a/1.0.0.yml", "../a.yml"],
    ["path", "flows/a/1.0.0.yml", "/etc/passwd"],
    ["path", "flows/a/1.0.0.yml", "flows/./a.yml"],
    ["path", "flows/a/1.0.0.yml", "flows\\\\a.yml"],
    ["path", "flows/a/1.0.0.yml", "flows/\\u0000.yml"],
    ['"flows/a/', "flows/a/x.md", "flows/a/../../x.md"],
    ["version", '"1.0.0"', '"v1.0.0"'],
    ["version", '"1.0.0"', '"latest"'],
    ["tag", '"a-v1.0.0"', '"a..b"'],
    ["tag", '"a-v1.0.0"', '"--upload-pack=x"'],
    ["flow:", 'flow: "a"', 'flow: "a\\u202e"'],
    ["registry", "https://git.example.org/acme/flows", "https://x\\u001b[2J"],
    ["reference", '"a#^1"', '""'],
    ["unknown", "registry:", "unknown:"],
  ])("%s: %s as %s", (start, from, to) => {
    const text = TEXT.replace(from, to);
    expect(text).not.toBe(TEXT);
    expect(problemsOf(text)[0]).toEqual({ code: "lock-invalid", line: lineOf(text, start) });
  });

  test("a key is missing, or is there without the one it belongs to", () => {
    const flow = lineOf(TEXT, "a:");
    for (const key of ["reference", "flow", "path", "digest", "commit", "registry", "content"])
      expect(problemsOf(TEXT.replace(new RegExp(`^    ${key}: .*\n`, "m"), ""))).toContainEqual({ code: "lock-invalid", line: flow });
  });

  test("every problem is told at once", () => {
    const text = TEXT.replaceAll(/sha256:[0-9a-f]+/g, "none").replace(COMMIT, "none");
    expect(problemsOf(text).map(({ line }) => line)).toEqual(
      ["commit", "digest", "files", "content"].map((key) => lineOf(text, key) + (key === "files" ? 1 : 0)),
    );
  });

  test("a name that flows.yml could not have", () => {
    expect(problemsOf(TEXT.replace("  a:", '  "../a":'))).toEqual([{ code: "lock-invalid", line: lineOf(TEXT, "a:") }]);
  });

  test.each([
    "",
    "{}",
    "lockfile: 0\nflows: {}\n",
    "lockfile: one\nflows: {}\n",
    "flows: {}\n",
    "lockfile: 1\n",
    "lockfile: 1\nflows: none\n",
  ])("it is none: %j", (text) => {
    expect(problemsOf(text)).toMatchObject([{ code: "lock-invalid" }]);
  });
});

test("a lockfile of a newer number asks for a newer flow-tagbot, whatever else it holds", () => {
  const error = caught(() => parseLock("lockfile: 2\nnew-section:\n  a: b\n", "flows.lock"));
  expect(error).toMatchObject({ code: "lock-invalid", problems: [{ line: 1, fix: containing("Update flow-tagbot") }] });
});

test.each(["<<<<<<< HEAD", "=======", ">>>>>>> feature", "||||||| base"])(
  "the marker %s of an unfinished merge is recognised",
  (marker) => {
    const text = TEXT.replace("  a:\n", `${marker}\n  a:\n`);
    const error = caught(() => parseLock(text, "flows.lock"));
    expect(error).toMatchObject({
      code: "lock-invalid",
      problems: [{ line: lineOf(text, marker), fix: containing("git checkout --ours") }],
    });
  },
);

test("a path stays below its folder on every system", () => {
  const bad = ["", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a\\b", "a\nb", `${"a/".repeat(600)}b`];
  expect(bad.filter(isSafePath)).toEqual([]);
  expect(isSafePath("flows/ä b/1.0.0.yml")).toBe(true);
});

test("a lockfile that is not there has a code of its own", () => {
  expect(lockMissing("flows.lock").code).toBe("frozen-missing");
});
