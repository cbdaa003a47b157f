import { describe, expect, it } from "vitest";
import { NOTES_CONTEXT_SCHEMA } from "../../src/notes/context-schema.ts";
import { CONVENTIONAL_TEMPLATE } from "../../src/notes/conventional-template.ts";
import { renderNotes } from "../../src/notes/render.ts";
import { exampleContext, landing, pull, template } from "./example-facts.ts";

const compiled = await template(CONVENTIONAL_TEMPLATE);

describe("the conventional template", () => {
  it("shows commits, comparison, difference, file and digest", async () => {
    expect(renderNotes(compiled, await exampleContext()).body).toMatchInlineSnapshot(`
      "Stable version 1.2.0 of \`code_review\`, compared with 1.1.0.

      ## Breaking changes

      - **model!:** use the large model ([bbbbbbbbbb](https://forge.test/flows/registry/commit/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb), Ada Lovelace)
        - **Breaking:** needs more memory
        - Refs: \\#&#8203;7

      ## Fixes

      - count the steps ([cccccccccc](https://forge.test/flows/registry/commit/cccccccccccccccccccccccccccccccccccccccc), Ada Lovelace)

      ## Other changes

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

      <!-- flow-tagbot flow=code_review version=1.2.0 digest=sha256:0000000000000000000000000000000000000000000000000000000000000000 template=conventional body=cb1ae1551e2e529a -->"
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

      <!-- flow-tagbot flow=code_review version=2.0.0-orbit digest=sha256:0000000000000000000000000000000000000000000000000000000000000000 template=conventional body=980cfb5d03a5746b -->"
    `);
  });

  it("takes scope, exclamation mark and footers from a merge's pull request, and names it", async () => {
    const commits = [
      {
        ...landing("b", "Merge pull request #12 from ada/api"),
        pulls: [pull(12, { title: "feat(api)!: drop the old form", body: "Words.\n\nBREAKING CHANGE: callers give `id`\nRefs: #7" })],
      },
      { ...landing("c", "fix: count (#13)"), pulls: [pull(13, { title: "Another title", url: null })] },
    ];
    const { body } = renderNotes(compiled, await exampleContext({ commits }));
    expect(body.slice(0, body.indexOf("[Compare"))).toMatchInlineSnapshot(`
      "Stable version 1.2.0 of \`code_review\`, compared with 1.1.0.

      ## Breaking changes

      - **api!:** drop the old form ([#12](https://forge.test/flows/registry/pull/12), [bbbbbbbbbb](https://forge.test/flows/registry/commit/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb), Ada Lovelace)
        - **Breaking:** callers give \\\`id\\\`
        - Refs: \\#&#8203;7

      ## Fixes

      - count (#13, [cccccccccc](https://forge.test/flows/registry/commit/cccccccccccccccccccccccccccccccccccccccc), Ada Lovelace)

      "
    `);
  });

  it("makes the same body of a context that was dumped and read again", async () => {
    const context = await exampleContext();
    const again = NOTES_CONTEXT_SCHEMA.parse(JSON.parse(JSON.stringify(context, null, 2)));
    expect(renderNotes(compiled, again)).toEqual(renderNotes(compiled, context));
  });
});
