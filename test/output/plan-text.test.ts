import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_MARKS } from "../../src/model/marks.ts";
import { renderPlan } from "../../src/output/plan-text.ts";
import { context, createTag, foreignPlan, mixed, plan, version } from "../manual/sample-plan.ts";

const options = { colour: false, width: 100, manual: context };

test("A plan reads from counts to what to do next", () => {
  expect(renderPlan(mixed, options)).toMatchInlineSnapshot(`
    "main at ffffffff: 5 versions: 1 released, 1 pending, 1 partial, 1 drifted and 1 blocked

    FLOW          VERSION     STATE    TO DO                       TARGET    TAG
    triage        1.2.0       drifted  needs a person              aaaaaaaa  triage-v1.2.0
    fix_pipeline  0.1.0       blocked  needs a person              aaaaaaaa  fix_pipeline-v0.1.0
    chat/agent    2.0.0-rc.1  partial  repair: create release      aaaaaaaa  chat/agent-v2.0.0-rc.1
    code_review   1.1.0       pending  create tag, create release  aaaaaaaa  code_review-v1.1.0

    Problems
      error  flows/triage/v2.0.0.yml  The name starts with v.
        Fix: Rename it to 2.0.0.yml.
      warning  flows/old.yml:3  flows/old.yml has no version.
        Fix: Move it to flows/old/1.0.0.yml.
      More about version-name-v: https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/errors.md#version-name-v
      More about unversioned: https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/errors.md#unversioned

    Needs a person

      triage 1.2.0  flows/triage/1.2.0.yml
      flows/triage/1.2.0.yml was changed after triage-v1.2.0 was tagged.
      The file was edited after its version was published; the tag still holds what was published.
        Keep the tag, and publish the changed file as 1.2.1 (through a branch, to be merged into main):
          git fetch origin
          git switch --create fix-triage-1.2.0 --no-track origin/main
          git fetch origin refs/tags/triage-v1.2.0:refs/tags/triage-v1.2.0
          cp -- flows/triage/1.2.0.yml flows/triage/1.2.1.yml
          git restore --source=refs/tags/triage-v1.2.0 --staged --worktree -- flows/triage/1.2.0.yml
          git add -- flows/triage/1.2.1.yml
          git commit -m 'Publish triage 1.2.1, restore 1.2.0'
          git push origin HEAD
        Replace the tag (its users get other content; impossible when its release is immutable); the next run makes it on aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:
          gh release delete triage-v1.2.0 --yes -R octo/flows || echo 'No release was deleted.'
          git push origin --delete refs/tags/triage-v1.2.0
          git update-ref -d refs/tags/triage-v1.2.0
      To prevent it: Never change a published version file: add a file for the next version.

      fix_pipeline 0.1.0  flows/fix_pipeline/0.1.0.yml
      flows/fix_pipeline/0.1.0.yml is a symbolic link.
      A link's content can change without the link, so the version would not be immutable.
        Replace the link by a copy (through a branch, to be merged into main):
          git fetch origin
          git switch --create fix-fix_pipeline-0.1.0 --no-track origin/main
          cp -L -- flows/fix_pipeline/0.1.0.yml flows/fix_pipeline/0.1.0.yml.copy
          git rm --quiet -- flows/fix_pipeline/0.1.0.yml
          mv -- flows/fix_pipeline/0.1.0.yml.copy flows/fix_pipeline/0.1.0.yml
          git add -- flows/fix_pipeline/0.1.0.yml
          git commit -m 'Replace the link flows/fix_pipeline/0.1.0.yml by a copy'
          git push origin HEAD
      To prevent it: Add version files as copies, never as links.

      More about file-changed: https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/errors.md#file-changed
      More about version-link: https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/errors.md#version-link

    Next: \`flow-tagbot apply\` makes 1 tag and 2 releases. 2 versions need a person first: see above.
    "
  `);
});

test("A plan with nothing to do is short", () => {
  expect(renderPlan(plan({ versions: [version({ state: "released" })] }), options)).toBe(
    "main at ffffffff: 1 version: 1 released\n\nNothing to do.\n",
  );
});

test("A plan of 5,000 versions stays readable, and what needs a person comes first", () => {
  const pending = Array.from({ length: 5000 }, (_, index) => version({ version: `1.0.${index}` }));
  const conflict = version({ flow: "zzz", state: "conflict", code: "tag-elsewhere" });
  const text = renderPlan(plan({ versions: [...pending, conflict], actions: pending.map(createTag) }), options);
  const lines = text.split("\n");
  expect(lines.length).toBeLessThan(100);
  expect(lines[0]).toContain("5,001 versions: 5,000 pending and 1 conflict");
  expect(lines[3]).toMatch(/^zzz/);
  expect(text).toContain("… and 4,951 more; --json shows all");
});

test("Colours are used only when wanted", () => {
  expect(renderPlan(mixed, { ...options, colour: true })).toContain("\u001b[31mdrifted\u001b[39m");
  expect(renderPlan(mixed, options)).not.toContain("\u001b");
});

test("Whatever the names are, no terminal or runner obeys the text", () => {
  fc.assert(
    fc.property(foreignPlan, (any) => {
      for (const line of renderPlan(any, options).split("\n")) expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]|^\s*::|##\[/u);
    }),
  );
});

test("Marks are counted, and named where a version is shown", () => {
  const yanked = version({ state: "released", marks: { ...NO_MARKS, yanked: { reason: "Wrong" } } });
  const edit = { type: "edit-release", flow: yanked.flow, version: yanked.version, tag: yanked.tag ?? "", why: "yanked" } as const;
  const text = renderPlan(plan({ versions: [yanked], actions: [edit] }), options);
  expect(text).toContain("1 version: 1 released (1 yanked)");
  expect(text).toMatch(/released, yanked +edit release \(yanked\)/);
  expect(text).toContain("makes 1 edit of a release.");
});
