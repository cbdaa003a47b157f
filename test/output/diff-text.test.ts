import fc from "fast-check";
import { expect, test } from "vitest";
import { renderCapabilities, renderDiff, renderTree } from "../../src/output/diff-text.ts";
import { toDiffTree } from "../../src/output/diff-tree.ts";
import { added, capabilities, changes, compared, foreignCompared, scalar } from "./sample-comparison.ts";

const options = { colour: false, width: 80 };

test("A diff reads from the verdict to the capabilities, the changes and the graph", () => {
  expect(renderDiff(compared, options)).toMatchInlineSnapshot(`
    "code_review 1.2.0 → 1.2.1 needs a major version
    Rules: environment-changed (major), tool-added ×2 (minor); allowed: tool-removed

    Allowed by the file itself
      component planner lost the tool read_file: nobody used it (tool-removed, line 2)

    Capabilities
      + tool create_merge_request in planner (new to the flow)
      + tool fetch_score in score_fetch (other components had it before)
      - tool read_file in planner (gone from the flow)

    At the top
      ~ environment: chat → ambient

    components
      planner
        ~ prompt_version: ^1.0.0 → ^2.0.0
        + tool create_merge_request
        - tool read_file
      → component reviewer → judge
          ~ timeout: 10 → "10"
      + component score_fetch
          + type: DeterministicStepComponent
          + tool fetch_score

    flow
      inputs
        ~ input goal.depth type: string → number
      steps
        ↕ last: from place 4 to 1

    prompts
      plan
        ~ prompt_template.system
            - Read the change.
            + Read the whole change, with its tests.

    Graph
        start → planner
        planner → ~ judge (success, was ok), + approval (needs human), - old_step
      ~ judge (was reviewer) → planner (again), all
      + approval [waits for a person]
      - old_step
        all [group] → end (default_route)

    Graph as Mermaid
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
    "
  `);
});

test("Without a change a diff says so in a sentence", () => {
  const same = { ...compared, comparison: { ...compared.comparison, changes: [], capabilities: { gained: [], lost: [] } } };
  expect(renderDiff({ ...same, hits: [], required: "none", graph: null }, options)).toBe(
    "code_review 1.2.0 → 1.2.1 needs no new version\n\nNothing differs in what the flow does.\n",
  );
});

test("Colours are used only when wanted, and signs are there either way", () => {
  const coloured = renderDiff(compared, { ...options, colour: true });
  expect(coloured).toContain("\u001b[32m+ tool create_merge_request\u001b[39m");
  expect(coloured).toContain("\u001b[31m- tool read_file\u001b[39m");
  expect(coloured).toContain("\u001b[33m~ environment");
  expect(renderDiff(compared, options)).not.toContain("\u001b");
});

test("Long lines are cut to the terminal, and a long tree after its most lines", () => {
  const many = Array.from({ length: 500 }, (_, index) => added(`c.#a.${"x".repeat(90)}${index}`, { subject: "setting" }, scalar(1)));
  const lines = renderTree(toDiffTree(many), { ...options, maxLines: 20 });
  expect(lines).toHaveLength(21);
  expect(lines.at(-1)).toBe("  … and 483 more lines; --json shows all");
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
});

test("A tree and capabilities can be shown apart", () => {
  expect(renderTree(toDiffTree(changes.slice(0, 1)), options)).toEqual(["", "At the top", "  ~ environment: chat → ambient"]);
  expect(renderCapabilities(capabilities, options)[1]).toBe("Capabilities");
  expect(renderCapabilities({ gained: [], lost: [] }, options)).toEqual([]);
});

test("Whatever the names are, no terminal or runner obeys the text", () => {
  fc.assert(
    fc.property(foreignCompared, (any) => {
      for (const line of renderDiff(any, options).split("\n")) expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]|^\s*::|##\[/u);
    }),
  );
});
