import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change, Landing } from "../../src/history/landing.ts";
import { createLogParser, LOG_FORMAT, SHORT_FORMAT } from "../../src/history/parse-log.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { playHistory, SAMPLE } from "./random-history.ts";

const WALK = ["log", "--first-parent", "--diff-merges=first-parent", ...LOG_FORMAT];

function parse(chunks: readonly Buffer[]): readonly Landing[] {
  const parser = createLogParser();
  return [...chunks.flatMap((chunk) => parser.add(chunk)), ...parser.end()];
}

/** Cuts at the given places, taken modulo the length; a cut may fall inside a character. */
function cut(output: Buffer, places: readonly number[]): readonly Buffer[] {
  const ends = [...new Set(places.map((place) => place % output.length))].sort((a, b) => a - b);
  return [0, ...ends].map((start, index) => output.subarray(start, ends[index] ?? output.length));
}

function sample(): TestRegistry {
  const registry = createRegistry();
  playHistory(registry, SAMPLE);
  return registry;
}

/** The obvious answer: one comparison a commit. */
function obviousChanges({ git }: TestRegistry, sha: string): readonly Change[] {
  const [, parent = git("hash-object", "-t", "tree", "/dev/null")] = git("rev-list", "--parents", "-n1", sha).split(" ");
  const fields = git("diff-tree", "-r", "-z", "--no-renames", "--name-only", parent, sha).split("\0").slice(0, -1);
  const blobAt = (tree: string, path: string): string | null =>
    /^\d+ \w+ (\w+)/.exec(git("--literal-pathspecs", "ls-tree", tree, "--", path))?.[1] ?? null;
  return fields.map((path) => ({ path, before: blobAt(parent, path), after: blobAt(sha, path) }));
}

describe("createLogParser", () => {
  test("gives every landing's commit, date and changes, merges compared with their first parent", () => {
    const registry = sample();
    const landings = parse([Buffer.from(registry.git(...WALK, `--format=${SHORT_FORMAT}`))]);
    expect(landings.map(({ sha, time }) => `${time} ${sha}`)).toEqual(
      registry.git("rev-list", "--first-parent", "--timestamp", "HEAD").split("\n"),
    );
    expect(landings.map(({ changes }) => changes)).toEqual(landings.map(({ sha }) => obviousChanges(registry, sha)));
    expect(
      new Set(
        landings.flatMap(({ changes }) =>
          changes.map(({ before, after }) => `${before === null ? "no" : "a"} file before, ${after === null ? "none" : "one"} after`),
        ),
      ),
    ).toEqual(new Set(["no file before, one after", "a file before, one after", "a file before, none after"]));
  });

  test("gives the further lines of the header as text", () => {
    const registry = sample();
    const landings = parse([Buffer.from(registry.git(...WALK, `--format=${SHORT_FORMAT}%n%an%n%s%n%b`))]);
    const obvious = landings.map(({ sha }) => registry.git("show", "-s", "--format=%an%n%s%n%b", sha));
    expect(landings.map(({ text }) => text.trimEnd())).toEqual(obvious.map((text) => text.trimEnd()));
  });

  test("the pieces in which the output arrives do not matter", () => {
    const registry = sample();
    const output = Buffer.from(registry.git(...WALK, `--format=${SHORT_FORMAT}%n%an%n%s%n%b`));
    const whole = parse([output]);
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 60 }), (places) => {
        expect(parse(cut(output, places))).toEqual(whole);
      }),
    );
    expect(parse(Array.from(output, (_, index) => output.subarray(index, index + 1)))).toEqual(whole);
  });

  test("a landing is given as soon as the next one begins", () => {
    const parser = createLogParser();
    expect(parser.add(Buffer.from("aaa 10\0"))).toEqual([]);
    expect(parser.add(Buffer.from("\n:000000 100644 0000 00c1 A\0chat/1.0.0.yml\0"))).toEqual([]);
    expect(parser.add(Buffer.from("bbb 9\0"))).toEqual([
      { sha: "aaa", time: 10, text: "", changes: [{ path: "chat/1.0.0.yml", before: null, after: "00c1" }] },
    ]);
    expect(parser.end()).toEqual([{ sha: "bbb", time: 9, text: "", changes: [] }]);
    expect(parser.end()).toEqual([]);
  });

  test("no output has no landings", () => {
    expect(parse([])).toEqual([]);
    expect(parse([Buffer.alloc(0)])).toEqual([]);
  });
});
