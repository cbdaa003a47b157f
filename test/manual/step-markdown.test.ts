import { expect, test } from "vitest";
import { renderStepBody, renderStepLine, toServerLines } from "../../src/manual/step-markdown.ts";
import { misnamed, refused } from "./sample-steps.ts";

test("A step is one line, with the path unless that is said already", () => {
  const step = misnamed("a");
  expect(renderStepLine(step)).toBe("**a v1** <code>flows/a/v1.yml</code>&#58; The name starts with v.".replace("&#58;", ":"));
  expect(renderStepLine({ ...step, what: "flows/a/v1.yml starts with v." })).toBe("**a v1**: flows/a/v1.yml starts with v.");
});

test("Several versions that a person can do as they are share one paste, which fetches once", () => {
  const steps = [refused("1.0.0"), refused("1.1.0")];
  const commands = steps.flatMap(({ ways }) => ways.flatMap((way) => way.commands.slice(1)));
  expect(renderStepBody(steps)).toBe(
    [
      "The server said of the first:",
      "",
      "```text",
      "error: GH013: Repository rule violations found for refs/tags/code_review-v1.0.0.",
      "```",
      "",
      "<details><summary>Commands for <b>code&#95;review 1.0.0</b> and <b>code&#95;review 1.1.0</b></summary>",
      "",
      "**Do it by hand, as somebody who may &#40;in a full clone of the registry&#41;:**".replace("&#40;", "&#40;"),
      "",
      "```sh",
      "git fetch origin",
      ...commands,
      "```",
      "",
      "</details>",
    ].join("\n"),
  );
});

test("Alternatives are told to be some", () => {
  const step = misnamed("a");
  expect(renderStepBody([{ ...step, ways: [...step.ways, ...step.ways] }])).toContain("Choose one");
  expect(renderStepBody([step])).not.toContain("Choose one");
});

test("Without words of a server and ways out nothing follows", () => {
  expect(renderStepBody([{ ...misnamed("a"), ways: [] }])).toBe("");
});

test.each([
  [1, "<b>code&#95;review 1.0.0</b>"],
  [3, "<b>code&#95;review 1.0.0</b>, <b>code&#95;review 1.1.0</b> and <b>code&#95;review 1.2.0</b>"],
  [40, "<b>code&#95;review 1.0.0</b>, <b>code&#95;review 1.1.0</b> and 38 more"],
])("The heading of %i versions' commands names some", (count, names) => {
  const steps = Array.from({ length: count }, (_, minor) => refused(`1.${minor}.0`));
  expect(renderStepBody(steps)).toContain(`<summary>Commands for ${names}</summary>`);
});

test("A server's words are some visible lines", () => {
  expect(toServerLines(`\nremote: \u001b[31mno\r\n${"x\n".repeat(20)}`)).toEqual(["remote: \\x1b[31mno", ...Array<string>(11).fill("x")]);
});
