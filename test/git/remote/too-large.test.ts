import { expect, test } from "vitest";
import { tooLarge } from "../../../src/git/remote/too-large.ts";

test("says what is beyond the limits", () => {
  expect(tooLarge("it has 3 files")).toMatchObject({
    code: "registry-too-large",
    message: "The registry is beyond the limits: it has 3 files.",
  });
});
