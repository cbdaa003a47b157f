import { expect, test } from "vitest";
import { fuzzReferences } from "../reliability/fuzz-references.ts";

test("hostile texts are references or are refused in one line with a column, and references survive being written", () => {
  const { references, failures } = fuzzReferences(20_000, 7);
  expect(references).toBeGreaterThan(1000);
  expect(failures).toBeGreaterThan(10_000);
});
