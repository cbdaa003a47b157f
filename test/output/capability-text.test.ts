import { expect, test } from "vitest";
import { toCapabilityRows } from "../../src/output/capability-text.ts";
import { capabilities } from "./sample-comparison.ts";

test("What the flow as a whole gained comes first, then the rest, then what it lost", () => {
  expect(toCapabilityRows(capabilities).map(({ sign, name, meaning }) => [sign, name, meaning])).toEqual([
    ["+", "create_merge_request", "new to the flow"],
    ["+", "fetch_score", "other components had it before"],
    ["-", "read_file", "gone from the flow"],
  ]);
  expect(toCapabilityRows({ gained: [], lost: capabilities.gained }).map(({ meaning }) => meaning)).toEqual([
    "gone from the flow",
    "other components still have it",
  ]);
});
