import { describe, expect, it } from "vitest";
import type { LandingFacts } from "../../src/model/notes-facts.ts";
import type { PullRequest } from "../../src/model/pull-request.ts";
import { NOTES_CONTEXT_SCHEMA } from "../../src/notes/context-schema.ts";
import { DEFAULT_TEMPLATE } from "../../src/notes/default-template.ts";
import { renderNotes } from "../../src/notes/render.ts";
import { exampleContext, landing, pull, SOME_CHANGES, template } from "./example-facts.ts";

const compiled = await template(DEFAULT_TEMPLATE);

describe("the default template", () => {
  it("shows commits, comparison, difference, file and digest", async () => {
    expect(renderNotes(compiled, await exampleContext()).body).toMatchInlineSnapshot(`
      "Stable version 1.2.0 of \`code_review\`, compared with 1.1.0.

      ## Commits

      - feat(model)!: use the large model ([bbbbbbbbbb](https://forge.test/flows/registry/commit/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb), Ada Lovelace)
      - fix: count the steps ([cccccccccc](https://forge.test/flows/registry/commit/cccccccccccccccccccccccccccccccccccccccc), Ada Lovelace)
      - Tidy up \\| for @&#8203;team, closes #&#8203;3 ([dddddddddd](https://forge.test/flows/registry/commit/dddddddddddddddddddddddddddddddddddddddd), Ada Lovelace)

      [Compare code_review-v1.1.0 with code_review-v1.2.0](https://forge.test/flows/registry/compare/code_review-v1.1.0...code_review-v1.2.0)

      <details>
      <summary>Changes in the version file since 1.1.0</summary>

      \`\`\`diff
      --- flows/code_review/1.1.0.yml
      +++ flows/code_review/1.2.0.yml
      @@ -1,3 +1,3 @@
       name: code_review
      -model: small
      +model: large
       steps: 3
      \`\`\`

      </details>

      ## Use this version

      - Version: \`code_review#1.2.0\`
      - Commit: \`aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\`
      - File: \`flows/code_review/1.2.0.yml\`
      - Digest: \`sha256:0000000000000000000000000000000000000000000000000000000000000000\`

      <!-- flow-tagbot flow=code_review version=1.2.0 digest=sha256:0000000000000000000000000000000000000000000000000000000000000000 template=default body=4554dd1abc41e517 -->"
    `);
  });

  it("says that a release is the first of its line", async () => {
    const context = await exampleContext({
      previous: null,
      compareUrl: null,
      repositoryUrl: null,
      commits: [],
      version: "2.0.0-orbit",
      kind: "variant",
    });
    expect(renderNotes(compiled, context).body).toMatchInlineSnapshot(`
      "Variant version 2.0.0-orbit of \`code_review\`, the first of its line.

      ## Use this version

      - Version: \`code_review#2.0.0-orbit\`
      - Commit: \`aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\`
      - File: \`flows/code_review/1.2.0.yml\`
      - Digest: \`sha256:0000000000000000000000000000000000000000000000000000000000000000\`

      <!-- flow-tagbot flow=code_review version=2.0.0-orbit digest=sha256:0000000000000000000000000000000000000000000000000000000000000000 template=default body=980cfb5d03a5746b -->"
    `);
  });

  it("tells what changed, who brought it and what people wrote", async () => {
    const context = await exampleContext({
      flowFacts: SOME_CHANGES,
      ownNotes: "Read the **guide** first.",
      commits: [
        {
          ...landing("b", "Add notes (#12)"),
          pulls: [
            pull(12, { title: "Add notes", closes: [{ number: 3, title: "No notes", url: "https://forge.test/flows/registry/issues/3" }] }),
          ],
        },
        { ...landing("c", "Fix a typo (#12)"), pulls: [pull(12, { title: "Add notes" })] },
        { ...landing("d", "Merge pull request #13 from x/y"), pulls: [pull(13, { url: null, author: null })] },
        landing("e", "Pushed directly"),
      ],
      contributors: [{ name: "Ada", login: "ada", pull: { number: 12, url: "https://forge.test/flows/registry/pull/12" } }],
      files: [{ path: "prompts/a/1.0.0.yml", digest: `sha256:${"1".repeat(64)}` }],
    });
    expect(renderNotes(compiled, context).body).toMatchInlineSnapshot(`
      "**Major: 1 breaking change; gains the tool create_note; the number should be 2.0.0 or higher.**

      Stable version 1.2.0 of \`code_review\`, compared with 1.1.0.

      Read the **guide** first.

      ## What changed in the flow

      - **Breaking:** required input issue_id was added
      - component planner gained the tool create_note

      <details>
      <summary>Graph, with what changed since 1.1.0</summary>

      \`\`\`text
        start → planner
      ~ planner → end
      \`\`\`

      </details>

      ## Pull requests

      - Add notes ([#12](https://forge.test/flows/registry/pull/12), [ada](https://forge.test/ada)), closes [#3](https://forge.test/flows/registry/issues/3) No notes
      - Title 13 (#13)

      ## Other commits

      - Pushed directly ([eeeeeeeeee](https://forge.test/flows/registry/commit/eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee), Ada Lovelace)

      ## First contributions

      - [ada](https://forge.test/ada), [#12](https://forge.test/flows/registry/pull/12)

      [Compare code_review-v1.1.0 with code_review-v1.2.0](https://forge.test/flows/registry/compare/code_review-v1.1.0...code_review-v1.2.0)

      <details>
      <summary>Changes in the version file since 1.1.0</summary>

      \`\`\`diff
      --- flows/code_review/1.1.0.yml
      +++ flows/code_review/1.2.0.yml
      @@ -1,3 +1,3 @@
       name: code_review
      -model: small
      +model: large
       steps: 3
      \`\`\`

      </details>

      ## Use this version

      - Version: \`code_review#1.2.0\`
      - Commit: \`aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\`
      - File: \`flows/code_review/1.2.0.yml\`
      - Digest: \`sha256:0000000000000000000000000000000000000000000000000000000000000000\`

      <details>
      <summary>Other files of this version</summary>

      - \`prompts/a/1.0.0.yml\`: \`sha256:1111111111111111111111111111111111111111111111111111111111111111\`
      - All files of the version together: \`sha256:0000000000000000000000000000000000000000000000000000000000000000\`

      </details>

      <!-- flow-tagbot flow=code_review version=1.2.0 digest=sha256:0000000000000000000000000000000000000000000000000000000000000000 template=default body=62fdd36d48122048 -->"
    `);
  });

  it("folds many pull requests and commits, and says how many there are", async () => {
    const commits = (count: number, of: (number: number) => PullRequest[]): LandingFacts[] =>
      Array.from({ length: count }, (_, number) => ({ ...landing("b", `Commit ${number}`), pulls: of(number) }));
    const folded = async (count: number): Promise<string> => {
      const facts = [...commits(count, (number) => [pull(number + 1)]), ...commits(count, () => [])];
      return renderNotes(compiled, await exampleContext({ previous: null, compareUrl: null, commits: facts })).body;
    };
    expect(await folded(20)).not.toContain("<details>");
    const body = await folded(21);
    expect(body).toContain("\n## Pull requests\n\n<details>\n<summary>21 pull requests</summary>\n\n- Title 1 (");
    expect(body).toContain("\n## Other commits\n\n<details>\n<summary>21 commits</summary>\n\n- Commit 0 (");
    expect(body).toMatch(/^- Commit 20 .*\n\n<\/details>\n\n## Use this version$/mu);
  });

  it("has no section for commits where all are ignored", async () => {
    expect(renderNotes(compiled, await exampleContext({ commits: [] })).body).not.toMatch(
      /^## (?:Commits|Other commits|Pull requests)$|No commit/mu,
    );
  });

  it("tells what a first version is made of", async () => {
    const flowFacts = {
      ...SOME_CHANGES,
      requiredBump: null,
      needs: null,
      gained: [],
      changes: [],
      summary: ["Starts at: planner", "Tools: grep"],
    };
    const context = await exampleContext({ previous: null, compareUrl: null, flowFacts });
    expect(renderNotes(compiled, context).body).toContain(
      "\n\n## What it is made of\n\n- Starts at: planner\n- Tools: grep\n\n<details>\n<summary>Graph</summary>\n\n```text\n",
    );
  });

  it("makes the same body of a context that was dumped and read again", async () => {
    const context = await exampleContext();
    const again = NOTES_CONTEXT_SCHEMA.parse(JSON.parse(JSON.stringify(context, null, 2)));
    expect(renderNotes(compiled, again)).toEqual(renderNotes(compiled, context));
  });
});
