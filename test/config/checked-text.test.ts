import { expect, test } from "vitest";
import { checkedText } from "../../src/config/checked-text.ts";

test("a text passes for which nothing is wrong, and the reason is the issue's message otherwise", () => {
  const even = checkedText((text) => (text.length % 2 === 0 ? null : "it has an odd length"));
  expect(even.safeParse("ab")).toEqual({ success: true, data: "ab" });
  expect(even.safeParse("abc").error?.issues.map(({ code, message }) => [code, message])).toEqual([["custom", "it has an odd length"]]);
});
