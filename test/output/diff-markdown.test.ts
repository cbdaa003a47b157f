import fc from "fast-check";
import { expect, test } from "vitest";
import { renderDiffMarkdown } from "../../src/output/diff-markdown.ts";
import { expectHarmless } from "./markdown-checks.ts";
import { added, compared, foreignCompared, scalar } from "./sample-comparison.ts";

test("A diff has its need, its capabilities, its changes and its graph under headings", () => {
  expect(renderDiffMarkdown(compared)).toMatchInlineSnapshot(`
    "## code&#95;review 1.2.0 → 1.2.1

    **This needs a major version.** Rules: <a href="https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/rules.md#environment-changed"><code>environment-changed</code></a> (major), <a href="https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/rules.md#tool-added"><code>tool-added</code></a> ×2 (minor); allowed: <a href="https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/rules.md#tool-removed"><code>tool-removed</code></a>.

    ### Allowed by the file itself

    - component planner lost the tool read&#95;file&#58; nobody used it &#40;tool-removed, line 2&#41;

    ### Capabilities

    | Change | Capability | Where | Meaning |
    | --- | --- | --- | --- |
    | **+** gained | tool create&#95;merge&#95;request | planner | new to the flow |
    | **+** gained | tool fetch&#95;score | score&#95;fetch | other components had it before |
    | **−** lost | tool read&#95;file | planner | gone from the flow |

    ### Changes

    - at the top
      - **~** environment&#58; chat → ambient
    - **components**
      - planner
        - **~** prompt&#95;version&#58; ^1.0.0 → ^2.0.0
        - **+** tool create&#95;merge&#95;request
        - **−** tool read&#95;file
      - **→** component reviewer → judge
        - **~** timeout&#58; 10 → &#34;10&#34;
      - **+** component score&#95;fetch
        - **+** type&#58; DeterministicStepComponent
        - **+** tool fetch&#95;score
    - **flow**
      - inputs
        - **~** input goal.depth type&#58; string → number
      - steps
        - **↕** last&#58; from place 4 to 1
    - **prompts**
      - plan
        - **~** prompt&#95;template.system
          \`\`\`diff
          - Read the change.
          + Read the whole change, with its tests.
          \`\`\`

    ### Graph

    \`\`\`mermaid
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

    <sub>**+** and thick: added · **−** and dashed: removed · **~** and dotted border: changed · six-sided: waits for a person · double sides: a group</sub>
    "
  `);
});

test("Without a change a diff says so in a sentence", () => {
  const comparison = { ...compared.comparison, changes: [], capabilities: { gained: [], lost: [] } };
  expect(renderDiffMarkdown({ ...compared, comparison, hits: [], required: "none", graph: { nodes: [], edges: [] } })).toBe(
    "## code&#95;review 1.2.0 → 1.2.1\n\n**This needs no new version.**\n\nNothing differs in what the flow does.\n",
  );
});

test("A diff of any size fits into 65,000 characters without its graph", () => {
  const changes = Array.from({ length: 5000 }, (_, index) => added(`c.#a.${"@".repeat(100)}${index}`, { subject: "setting" }, scalar(1)));
  expect(renderDiffMarkdown({ ...compared, comparison: { ...compared.comparison, changes }, graph: null }).length).toBeLessThan(65_000);
});

test("Whatever the names are, nothing foreign is markup", () => {
  fc.assert(
    fc.property(foreignCompared, (any) => {
      expectHarmless(renderDiffMarkdown(any));
    }),
  );
});
