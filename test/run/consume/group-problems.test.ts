import { expect, test } from "vitest";
import { failure } from "../../../src/model/failure.ts";
import { groupProblems } from "../../../src/run/consume/group-problems.ts";

test("a problem that many have is told once, with whose it is", () => {
  const down = failure("offline-missing", "The registry team could not be reached.", "").problems[0];
  const other = failure("flow-unknown", "No flow b.", "").problems[0];
  const many = ["a", "c", "d", "e", "f", "g", "h"].map((owner) => ({ owner, problem: down }));
  expect(groupProblems([...many, { owner: "b", problem: other }, { owner: "a", problem: down }]).map(({ message }) => message)).toEqual([
    "a, c, d, e, f and 2 more: The registry team could not be reached.",
    "b: No flow b.",
  ]);
  expect(groupProblems([])).toEqual([]);
});
