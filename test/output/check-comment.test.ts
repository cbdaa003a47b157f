import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_COMMENT, renderCheckComment } from "../../src/output/check-comment.ts";
import { expectHarmless } from "./markdown-checks.ts";
import { checked, finding, foreignReport, report } from "./sample-comparison.ts";

const MARKER = "<!-- flow-tagbot:check -->";
const options = { repositoryUrl: "https://github.com/octo/flows", summaryUrl: "https://github.com/octo/flows/actions/runs/7" };

test("The comment begins with its marker and tells the most important first", () => {
  expect(renderCheckComment(report, MARKER, options)).toMatchInlineSnapshot(`
    "<!-- flow-tagbot:check -->
    **❌ 2 findings fail, 1 warns; code&#95;review 1.2.1 needs to be 2.0.0.**

    | Flow | Version | Status | Against | Required | Given | Proposed |
    | --- | --- | --- | --- | --- | --- | --- |
    | code&#95;review | <a href="https://github.com/octo/flows/blob/ffffffffffffffffffffffffffffffffffffffff/flows/code&#95;review/1.2.1.yml">1.2.1</a> | added | 1.2.0 | major | patch | **2.0.0** |
    | triage | 1.0.0 | deleted | 1.2.0 | none |  |  |

    ### Findings

    **error** <a href="https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/rules.md#environment-changed"><code>environment-changed</code></a> <a href="https://github.com/octo/flows/blob/ffffffffffffffffffffffffffffffffffffffff/flows/code&#95;review/1.2.1.yml#L3"><code>flows/code&#95;review/1.2.1.yml&#58;3&#58;1</code></a><br>The environment of code&#95;review changed from chat to ambient, and 1.2.1 is a patch of 1.2.0.<br>Fix: Call it 2.0.0.

    \`\`\`sh
    git mv flows/code_review/1.2.1.yml flows/code_review/2.0.0.yml
    \`\`\`

    **error** <a href="https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/rules.md#published-deleted"><code>published-deleted</code></a> <code>flows/triage/1.0.0.yml</code><br>triage 1.0.0 is published, and was deleted.<br>Fix: Put it back.

    \`\`\`sh
    git checkout main -- flows/triage/1.0.0.yml
    \`\`\`

    **warning** <a href="https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/rules.md#dependency-floating"><code>dependency-floating</code></a> <a href="https://github.com/octo/flows/blob/ffffffffffffffffffffffffffffffffffffffff/flows/code&#95;review/1.2.1.yml#L12-L14"><code>flows/code&#95;review/1.2.1.yml&#58;12&#58;5</code></a><br>^2.0.0 takes 2.1.0 today.


    ### Capabilities

    <b>code&#95;review 1.2.1</b>

    | Change | Capability | Where | Meaning |
    | --- | --- | --- | --- |
    | **+** gained | tool create&#95;merge&#95;request | planner | new to the flow |
    | **+** gained | tool fetch&#95;score | score&#95;fetch | other components had it before |
    | **−** lost | tool read&#95;file | planner | gone from the flow |


    ### Allowed by the files themselves

    - <b>code&#95;review 1.2.1</b>: component planner lost the tool read&#95;file&#58; nobody used it &#40;tool-removed, line 2&#41;

    ### Floating ranges

    | Place | Takes | Range | Today |
    | --- | --- | --- | --- |
    | <code>flows/code&#95;review/1.2.1.yml&#58;12</code> | prompt review/plan | ^2.0.0 | 2.1.0 |

    ### Changes

    <details><summary><b>code&#95;review 1.2.1</b> since 1.2.0</summary>

    Rules: <a href="https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/rules.md#environment-changed"><code>environment-changed</code></a> (major), <a href="https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/rules.md#tool-added"><code>tool-added</code></a> ×2 (minor); allowed: <a href="https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/rules.md#tool-removed"><code>tool-removed</code></a>.

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

    </details>

    "
  `);
});

test("However much there is to say, the comment fits, and says where the rest is", () => {
  const long = "@".repeat(2_000);
  const versions = Array.from({ length: 500 }, () => checked({ flow: long, path: long, proposed: long }));
  const findings = Array.from({ length: 500 }, () => finding({ message: long, fix: long, commands: [`echo ${"x".repeat(5_000)}`] }));
  const text = renderCheckComment({ ...report, versions, findings }, MARKER, options);
  expect(text.length).toBeLessThanOrEqual(MAX_COMMENT);
  expect(text).toMatch(/… and \d+ more findings; <a href="[^"]*runs\/7">the job summary<\/a> has them\./);
});

test("Whatever the names are, nothing foreign is markup, a mention or a reference", () => {
  fc.assert(
    fc.property(foreignReport, (any) => {
      const text = renderCheckComment(any, MARKER, options);
      expect(text.startsWith(`${MARKER}\n`)).toBe(true);
      expectHarmless(text.slice(MARKER.length));
    }),
  );
});
