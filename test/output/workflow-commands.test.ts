import fc from "fast-check";
import { expect, test } from "vitest";
import type { Problem } from "../../src/model/problem.ts";
import { renderAnnotation, renderAnnotations, renderStopped, type Annotation } from "../../src/output/workflow-commands.ts";
import { foreign } from "../manual/sample-plan.ts";

const problem = (part: Partial<Problem>): Problem => ({
  code: "version-link",
  severity: "error",
  path: "a.yml",
  line: null,
  message: "m",
  fix: "f",
  ...part,
});

const annotation = (part: Partial<Annotation>): Annotation => ({
  severity: "error",
  path: "a.yml",
  line: null,
  column: null,
  endLine: null,
  title: "A version file is a symbolic link",
  message: "m",
  fix: "f",
  ...part,
});

/** The commands that the runner would carry out, read as actions/runner does. */
function commandsIn(text: string): readonly string[] {
  let stopped: string | null = null;
  return text.split(/\r\n|\r|\n/).filter((line) => {
    const name = /^::([^\s:]+)/.exec(line.trimStart())?.[1] ?? null;
    if (stopped !== null) {
      if (name === stopped) stopped = null;
      return false;
    }
    if (name === "stop-commands") {
      stopped = /::stop-commands::(.*)/.exec(line)?.[1] ?? null;
      return false;
    }
    return name !== null || line.includes("##[");
  });
}

test("No foreign text gets a command to the runner, not even one that knows the token", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(foreign, fc.constantFrom("\n::t::\n::error::x", "::t::", "\n  ::warning::y"))), (parts) => {
      expect(commandsIn(renderStopped(parts.join(""), "t"))).toEqual([]);
    }),
  );
});

test.each(["plain text\n", "a::b\n", "https://x\n"])("A text without commands is printed as it is: %j", (text) => {
  expect(renderStopped(text, "token")).toBe(text);
});

test.each(["::error::x", "a\n \t::x", "a\r::x", "log ##[error]x", "\u0085::x"])(
  "Commands are stopped around %j, and go on after it",
  (text) => {
    expect(renderStopped(text, "token")).toBe(`::stop-commands::token\n${text}\n::token::\n`);
  },
);

test("An annotation points to file and line, and everything in it is escaped", () => {
  const line = renderAnnotation(annotation({ path: "a,b:c%\n.yml", line: 3, message: "100%\r\n::error::x", fix: "Do, this: now" }));
  expect(line).toBe(
    "::error file=a%2Cb%3Ac%25\\n.yml,line=3,title=A version file is a symbolic link::100%25%0A\\x3a:error::x%0ADo, this: now",
  );
});

test.each([
  [{ line: 3, column: 5, endLine: 3 }, "file=a.yml,line=3,col=5,title="],
  [{ line: 3, column: 5 }, "file=a.yml,line=3,col=5,title="],
  [{ line: 3, column: 5, endLine: 7 }, "file=a.yml,line=3,endLine=7,title="],
  [{ line: null, column: 5, endLine: 7 }, "file=a.yml,title="],
  [{ path: null, line: 3, column: 5, endLine: 7 }, " title="],
])("Of the place %j, what the runner takes is written", (place, properties) => {
  expect(renderAnnotation(annotation(place))).toContain(`${properties}A version`);
});

test("Any problem is one command and no more", () => {
  fc.assert(
    fc.property(foreign, foreign, foreign, fc.option(fc.nat()), (path, message, fix, line) => {
      const text = renderAnnotation(annotation({ path, message, fix, line }));
      expect(text).toMatch(/^::error file=[^:,]*(,line=\d+)?,title=[^:,]*::/);
      expect(text).not.toMatch(/[\p{C}]|##\[/u);
      expect(decodeURIComponent(/::error file=([^,]*)/.exec(text)?.[1] ?? "")).not.toContain("\n");
    }),
  );
});

test("Ten of each severity are shown, those that stop the run first, and the rest is counted", () => {
  const many = [
    ...Array.from({ length: 12 }, (_, index) => problem({ severity: "warning", message: `w${index}` })),
    ...Array.from({ length: 11 }, (_, index) => problem({ message: `e${index}` })),
    problem({ path: null, message: "stops" }),
    problem({ line: 7, message: "line" }),
    problem({ code: "internal", message: "bug" }),
  ];
  const lines = renderAnnotations(many);
  expect(lines.map((line) => line.slice(0, 5))).toEqual([
    ...Array.from({ length: 10 }, () => "::err"),
    ...Array.from({ length: 10 }, () => "::war"),
    "::not",
  ]);
  expect(lines.slice(0, 4).map((line) => /::([^:]*)%0Af$/.exec(line)?.[1])).toEqual(["bug", "stops", "line", "e0"]);
  expect(lines.at(-1)).toContain("::6 more");
  expect(renderAnnotations([])).toEqual([]);
});
