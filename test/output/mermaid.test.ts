import fc from "fast-check";
import { expect, test } from "vitest";
import type { ChangedGraph } from "../../src/changes/graph.ts";
import { renderFlowchart, renderMermaid } from "../../src/output/mermaid.ts";
import { foreignGraph, graph } from "./sample-comparison.ts";

/** Everything that is ever written: labels hold letters, digits, spaces, joints inside names, and entity codes only. */
const LABEL = /"(?:[\p{L}\p{N} ]|(?<=[\p{L}\p{N}])[-_.](?=[\p{L}\p{N}])|#\d+;)*"/u.source;
const NODE = [`\\(\\[${LABEL}\\]\\)`, `\\[${LABEL}\\]`, `\\{\\{${LABEL}\\}\\}`, `\\[\\[${LABEL}\\]\\]`, `\\(\\(\\(${LABEL}\\)\\)\\)`].join(
  "|",
);
const LINE = new RegExp(
  [
    "^flowchart TD$",
    `^  n\\d+(?:${NODE})(?::::(?:added|removed|changed))?$`,
    `^  n\\d+ (?:-->|==>|-\\.->)(?:\\|${LABEL}\\|)? n\\d+$`,
    "^  classDef (?:added|removed|changed) fill:#\\w{6},stroke:#\\w{6}[\\w:, -]*,color:#\\w{6}$",
    "^  linkStyle \\d+(?:,\\d+)* stroke:#\\w{6},stroke-width:\\dpx$",
  ].join("|"),
  "u",
);

const large = (size: number): ChangedGraph => ({
  nodes: Array.from({ length: size }, (_, index) => ({
    id: `${index}`,
    label: `c${index}`,
    kind: "step",
    type: "",
    mark: "same",
    was: null,
  })),
  edges: [],
});

test("A changed graph is drawn from its entry point, each mark with sign, line and class, and a legend below", () => {
  expect(renderMermaid(graph)).toMatchInlineSnapshot(`
      "\`\`\`mermaid
      flowchart TD
        n0(["start"])
        n1["planner"]
        n2["#126; judge #40;was reviewer#41;"]:::changed
        n3{{"#43; approval"}}:::added
        n4["#8722; old_step"]:::removed
        n5[["all"]]
        n6((("end")))
        n0 --> n1
        n2 -->|"again"| n1
        n1 -->|"#126; success #40;was ok#41;"| n2
        n1 ==>|"#43; needs human"| n3
        n2 --> n5
        n5 -->|"default_route"| n6
        n1 -.->|"#8722;"| n4
        classDef added fill:#dafbe1,stroke:#1a7f37,stroke-width:4px,color:#1f2328
        classDef removed fill:#ffebe9,stroke:#cf222e,stroke-width:2px,stroke-dasharray:8 4,color:#1f2328
        classDef changed fill:#fff8c5,stroke:#9a6700,stroke-width:3px,stroke-dasharray:2 2,color:#1f2328
        linkStyle 3 stroke:#1a7f37,stroke-width:4px
        linkStyle 6 stroke:#cf222e,stroke-width:2px
        linkStyle 2 stroke:#9a6700,stroke-width:3px
      \`\`\`

      <sub>**+** and thick: added · **−** and dashed: removed · **~** and dotted border: changed · six-sided: waits for a person · double sides: a group</sub>"
    `);
});

test("A graph of one version has no marks", () => {
  const text = renderMermaid({
    nodes: [
      { id: "entry", label: "start", kind: "entry", type: "" },
      { id: "step:a", label: "a", kind: "step", type: "" },
    ],
    edges: [{ from: "entry", to: "step:a", condition: null }],
  });
  expect(text).toBe('```mermaid\nflowchart TD\n  n0(["start"])\n  n1["a"]\n  n0 --> n1\n```');
});

test.each([
  ["1. first", "1#46; first"],
  ["+ plus", "#43; plus"],
  ["a-b.c_d", "a-b.c_d"],
  ["_em_", "#95;em#95;"],
  ["www.example.org", "www#46;example.org"],
  ['"]; click n0 "javascript:x"', "#34;#93;#59; click n0 #34;javascript#58;x#34;"],
  ["%%{init: {}}%%", "#37;#37;#123;init#58; #123;#125;#125;#37;#37;"],
  ["`md`", "#96;md#96;"],
  ["ﬂ°°35¶ß", "ﬂ#176;#176;35#182;ß"],
  ["a\nend", "a#92;nend"],
  ["😀", "#128512;"],
])("The name %j becomes the label %j", (label, escaped) => {
  const source = renderFlowchart({ nodes: [{ id: "x", label, kind: "step", type: "" }], edges: [] });
  expect(source).toBe(`flowchart TD\n  n0["${escaped}"]`);
});

test("Whatever the names are, every line is one that we write, and every id is ours", () => {
  fc.assert(
    fc.property(foreignGraph, (any) => {
      const lines = renderFlowchart(any)?.split("\n") ?? [];
      for (const line of lines) expect(line).toMatch(LINE);
      expect(lines.filter((line) => /^ {2}n\d+[^ ]*["([{]/.test(line) && !/ (?:-->|==>|-\.->)/.test(line))).toHaveLength(any.nodes.length);
    }),
    { numRuns: 300 },
  );
});

test("Whatever the names are, the fence holds them", () => {
  fc.assert(
    fc.property(foreignGraph, (any) => {
      expect(renderMermaid(any).match(/`{3,}/g) ?? []).toHaveLength(any.nodes.length === 0 ? 0 : 2);
    }),
  );
});

test("A graph that is too large is shown as text", () => {
  expect(renderFlowchart(large(150))).not.toBeNull();
  expect(renderFlowchart(large(151))).toBeNull();
  expect(renderMermaid(large(151))).toMatch(/^The graph is too large to be drawn, with 151 components and 0 routes\.\n\n```text\n {2}c0\n/);
  const wordy = large(150).nodes.map((node) => ({ ...node, label: "%".repeat(60) }));
  expect(renderFlowchart({ nodes: wordy, edges: [] })?.length ?? 0).toBeLessThanOrEqual(45_000);
});

test("An empty graph is nothing", () => {
  expect(renderMermaid({ nodes: [], edges: [] })).toBe("");
});
