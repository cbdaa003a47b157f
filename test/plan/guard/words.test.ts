import { expect, test } from "vitest";
import type { Capability } from "../../../src/changes/change.ts";
import type { RuleHit } from "../../../src/changes/evaluate.ts";
import { byImportance, gainedFinding, listSome, summariseHits, toSentence } from "../../../src/plan/guard/words.ts";

const AT = { line: 1, column: 1 };

function hit(name: string, bump: RuleHit["bump"], level: RuleHit["level"] = "fail"): RuleHit {
  const value = { kind: "scalar", value: name } as const;
  const meaning = { subject: "tool", name, owner: null, traits: [] } as const;
  return {
    rule: "tool-added",
    bump,
    level,
    allowed: null,
    change: { kind: "added", value, parts: [], path: [], meaning, before: null, after: AT },
  };
}

test("What matters most comes first, and the rest is counted", () => {
  const hits = [hit("a", "none"), hit("b", "minor", "warn"), hit("c", "minor"), hit("d", "major"), hit("e", "patch")];
  expect(byImportance(hits).map(({ change }) => change.meaning.name)).toEqual(["d", "c", "b", "e", "a"]);
  expect(summariseHits(hits)).toBe(
    "the flow gained the tool d; the flow gained the tool c; the flow gained the tool b; and 2 more changes",
  );
  expect(summariseHits(hits.slice(0, 4))).toMatch(/; and 1 more change$/);
  expect(summariseHits(hits.slice(0, 1))).toBe("the flow gained the tool a");
});

test("A change with two rules is told once", () => {
  const one = hit("a", "minor");
  expect(summariseHits([one, { ...one, rule: "capability-gained" }])).toBe("the flow gained the tool a");
});

test.each([
  [["a"], "a"],
  [["a", "b", "c"], "a, b, c"],
  [["a", "b", "c", "d"], "a, b, c and 1 more thing"],
  [["a", "b", "c", "d", "e"], "a, b, c and 2 more things"],
])("%j is %s", (texts, expected) => {
  expect(listSome(texts, ", ", ["thing", "things"])).toBe(expected);
});

test("Gained capabilities are named, those that are new to the whole flow first", () => {
  const capability = (name: string, wholly: boolean, line: number): Capability => ({
    kind: "tool",
    name,
    owners: ["reader"],
    at: { line, column: 1 },
    wholly,
  });
  const about = { flow: "chat", version: "1.0.0", path: "p" };
  const [finding] = gainedFinding([capability("grep", false, 3), capability("run", true, 7)], "warn", about, "It");
  expect(finding).toMatchObject({
    line: 7,
    message: "It gains the tool run, the tool grep (in reader).",
    fix: "Publish it in the next minor version, or give the reason at the top of the file, in a line for each: # flow-tagbot: allow capability-gained run: <reason>",
  });
  const [spaced] = gainedFinding([capability("run it", true, 1)], "warn", about, "It");
  expect(spaced?.fix).toMatch(/file: # flow-tagbot: allow capability-gained "run it": <reason>$/);
  expect(gainedFinding([], "warn", about, "It")).toEqual([]);
  const many = Array.from({ length: 5 }, (_, index) => capability(`t${index}`, true, 1));
  expect(gainedFinding(many, "warn", about, "It")[0]?.message).toBe(
    "It gains the tool t0, the tool t1, the tool t2 and 2 more capabilities.",
  );
});

test("A sentence begins in upper case and ends", () => {
  expect(toSentence("it fails")).toBe("It fails.");
});
