import { expect, test } from "vitest";
import { toNpmRange } from "../../src/resolve/npm-range.ts";

test.each([
  ["^1.2", "^1.2"],
  [">= 1.2.0,  < 2", ">=1.2.0 <2"],
  ["> = 1", null],
  ["==1.2", "=1.2.0"],
  ["== 1", "=1.0.0"],
  ["==1.2.3-rc.1+b", "=1.2.3-rc.1+b"],
  ["==1.2.*", "1.2.*"],
  ["~=1.4", "^1.4"],
  ["~=0.2", ">=0.2.0 <1.0.0-0"],
  ["~=1.4.5", "~1.4.5"],
  ["~=1.4.5-rc.4", "~1.4.5-rc.4"],
  ["~>1.2", "~>1.2"],
  ["v1.2 - v1.4", "v1.2 - v1.4"],
  ["1|2 || 3", "1 || 2 || 3"],
])("%s is %s to npm", (text, npm) => {
  expect(toNpmRange(text)).toEqual(npm === null ? expect.objectContaining({ kind: "refused" }) : { kind: "npm", text: npm });
});

test.each([
  ["!=1.2", "<1.2.0 || >1.2.0"],
  ["<>1.2.0", "<1.2.0 || >1.2.0"],
  ["!=1.2.*", "<1.2.0 || >=1.3.0"],
  ["!=1.*", "<1.0.0 || >=2.0.0"],
  ["!=*", null],
  [">=1,!=1.5.0,<2", ">=1 <2 <1.5.0 || >=1 <2 >1.5.0"],
  ["!=1.0.0,!=2.0.0", null],
  ["===1.2", "=1.2.0"],
  ["~=1", "1.x"],
  ["~=1.*", null],
  ["~=1.2-rc.1", null],
  ["^1 ||", "^1"],
  ["||", ""],
  [">=1,,<2,", ">=1 <2"],
  ["^", null],
  [">foo", null],
  ["1 - ^2", null],
  ["1\u00a0|| 2", null],
  ["1.2.3.4", null],
  ["1".repeat(201), null],
])("%s is refused; the equivalent is %s", (text, equivalent) => {
  expect(toNpmRange(text)).toMatchObject({ kind: "refused", equivalent });
});
