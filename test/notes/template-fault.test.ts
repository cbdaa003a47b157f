import { describe, expect, it } from "vitest";
import { plainWords, TemplateFault, templateFailure } from "../../src/notes/template-fault.ts";

describe("templateFailure", () => {
  it("carries template and line", () => {
    const failure = templateFailure(new TemplateFault("notes.md", 3, "it is wrong"));
    expect(failure.problems).toMatchObject([{ code: "template-invalid", path: "notes.md", line: 3, message: "it is wrong" }]);
  });
});

describe("plainWords", () => {
  it.each([
    [new Error("parseIf: expected elif, else, or endif"), "expected elif, else, or endif"],
    [new Error("Template render error: Error: filter not found: x\nmore"), "filter not found: x"],
    [new RangeError("Maximum call stack size exceeded"), "it nests too deep, or a macro or an include calls itself without end"],
    [new RangeError("Invalid string length"), "a value grows too large"],
    [{ message: "from another realm" }, "from another realm"],
    ["text", "text"],
  ])("of %s", (error, words) => {
    expect(plainWords(error)).toBe(words);
  });
});
