import { expect, test } from "vitest";
import { renderFindingAnnotations } from "../../src/output/finding-annotations.ts";
import { finding } from "./sample-comparison.ts";

test("A finding is an annotation of its lines, under its rule's or code's title", () => {
  expect(
    renderFindingAnnotations([
      finding({ message: "m", fix: "f" }),
      finding({ id: "version-link", severity: "warning", endLine: 9, message: "m", fix: "" }),
    ]),
  ).toEqual([
    "::error file=flows/code_review/1.2.1.yml,line=3,col=1,title=The environment changed::m%0Af",
    "::warning file=flows/code_review/1.2.1.yml,line=3,endLine=9,title=A version file is a symbolic link::m",
  ]);
});

test("The first ten of a severity are shown, in the order of the report, and the rest is counted", () => {
  const many = Array.from({ length: 13 }, (_, index) => finding({ message: `e${index}`, fix: "" }));
  const lines = renderFindingAnnotations([...many, finding({ severity: "warning" })]);
  expect(lines.map((line) => /::(e\d+)$/.exec(line)?.[1]).slice(0, 10)).toEqual(many.slice(0, 10).map(({ message }) => message));
  expect(lines.at(-1)).toBe("::notice title=flow-tagbot::3 more findings are listed in the job summary.");
});
