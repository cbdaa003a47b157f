import { expect, test } from "vitest";
import { renderCheckMarkdown, type CheckMarkdownOptions } from "../../src/output/check-markdown.ts";
import { checked, finding, graph, report } from "./sample-comparison.ts";

const options: CheckMarkdownOptions = {
  repositoryUrl: "https://github.com/octo/flows",
  budget: { findings: 5_000, versions: 5_000, capabilities: 5_000, allowed: 5_000, ranges: 5_000, changes: 20_000, one: 5_000 },
  rest: "look there",
};

test.each<[string, Partial<ReturnType<typeof finding>>, string]>([
  ["a line", {}, `/blob/${"f".repeat(40)}/flows/code&#95;review/1.2.1.yml#L3">`],
  ["lines", { endLine: 5 }, `1.2.1.yml#L3-L5">`],
  ["a whole file", { line: null, column: null }, `1.2.1.yml">`],
  ["a file that is gone", { path: "flows/triage/1.0.0.yml" }, "</a> <code>flows/triage/1.0.0.yml"],
  ["no file", { path: null }, "</code></a><br>The environment"],
])("A finding on %s is linked to it", (_, part, text) => {
  expect(renderCheckMarkdown({ ...report, findings: [finding(part)] }, options)).toContain(text);
});

test.each([
  ["repository", report, null],
  ["commit", { ...report, head: null }, "https://github.com/octo/flows"],
])("Without a %s no file is linked", (_, of, repositoryUrl) => {
  expect(renderCheckMarkdown(of, { ...options, repositoryUrl })).not.toContain("/blob/f");
});

test("Commands stand whole in a fence that they cannot close, or not at all", () => {
  const own = (command: string): string => renderCheckMarkdown({ ...report, findings: [finding({ commands: [command] })] }, options);
  expect(own("echo '```'\ntrue")).toContain("\n````sh\necho '```'\ntrue\n````\n");
  expect(own("x".repeat(6_000))).toContain("The commands are too long to be shown here");
});

test("What does not fit is counted, and the reader is told where it is", () => {
  const findings = Array.from({ length: 100 }, () => finding({}));
  const text = renderCheckMarkdown({ ...report, findings }, options);
  expect(text).toMatch(/… and \d+ more findings; look there\./);
});

test("A graph that is as it was, or does not fit beside its changes, is left out", () => {
  const small = { ...options, budget: { ...options.budget, one: 700 } };
  expect(renderCheckMarkdown(report, options)).toContain("```mermaid");
  expect(renderCheckMarkdown(report, small)).not.toContain("```mermaid");
  const same = { nodes: graph.nodes.slice(0, 1), edges: [] };
  expect(renderCheckMarkdown({ ...report, versions: [checked({ graph: same })] }, options)).not.toContain("```mermaid");
  expect(renderCheckMarkdown({ ...report, versions: [checked({ graph: null })] }, options)).not.toContain("```mermaid");
});

test("Commands that several findings have in common stand once", () => {
  const findings = [finding({}), finding({ line: 9, message: "Another change." })];
  expect(renderCheckMarkdown({ ...report, findings }, options).match(/git mv/g)).toHaveLength(1);
});
