import fc from "fast-check";
import { expect, test } from "vitest";
import { renderIssue, renderSteps } from "../../src/manual/issue.ts";
import { toBlocks } from "../../src/manual/issue-blocks.ts";
import { toSteps } from "../../src/manual/steps.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import type { Plan, PlannedVersion } from "../../src/model/plan.ts";
import type { Problem } from "../../src/model/problem.ts";
import { renderSummary, type SummaryOptions } from "../../src/output/summary.ts";
import { context, createRelease, createTag, failure, foreignOutcomes, foreignPlan, mixed, plan, version } from "../manual/sample-plan.ts";

const metrics = {
  gitProcesses: 9,
  requests: { reads: 12, writes: 3 },
  retries: 1,
  waitedMs: 2000,
  elapsedMs: 3456.7,
  rateLimitRemaining: 4321,
};
const options: SummaryOptions = {
  manual: context,
  repositoryUrl: "https://github.com/octo/flows",
  metrics,
  issue: { url: null, problem: null, newIssueLink: null },
};
const RESULTS: readonly Outcome["result"][] = [
  failure("push-ruleset"),
  { kind: "not-tried", why: "budget" },
  { kind: "done", url: "https://github.com/octo/flows/releases/tag/chat/agent-v2.0.0-rc.1" },
];

test("The summary has a headline, linked versions, failures, problems, ways out and the cost", () => {
  const outcomes = mixed.actions.flatMap((action, index) => RESULTS.slice(index, index + 1).map((result): Outcome => ({ action, result })));
  expect(renderSummary(mixed, outcomes, options)).toMatchInlineSnapshot(`
    "## flow-tagbot

    **Made 1 release; 1 action failed; 1 action not tried. 2 versions need a person.** main has 5 versions: 1 released, 1 pending, 1 partial, 1 drifted and 1 blocked.

    | Flow | Version | State | Action | Target | Tag | Release |
    | --- | --- | --- | --- | --- | --- | --- |
    | triage | 1.2.0 | drifted | needs a person | <a href="https://github.com/octo/flows/commit/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"><code>aaaaaaaa</code></a> | <a href="https://github.com/octo/flows/tree/triage-v1.2.0"><code>triage-v1.2.0</code></a> |  |
    | fix&#95;pipeline | 0.1.0 | blocked | needs a person | <a href="https://github.com/octo/flows/commit/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"><code>aaaaaaaa</code></a> | <code>fix&#95;pipeline-v0.1.0</code> |  |
    | chat/agent | 2.0.0-rc.1 | partial | create release: ✅ done | <a href="https://github.com/octo/flows/commit/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"><code>aaaaaaaa</code></a> | <a href="https://github.com/octo/flows/tree/chat/agent-v2.0.0-rc.1"><code>chat/agent-v2.0.0-rc.1</code></a> | <a href="https://github.com/octo/flows/releases/tag/chat/agent-v2.0.0-rc.1">release</a> |
    | code&#95;review | 1.1.0 | pending | create tag: ❌ failed<br>create release: ⏳ not tried | <a href="https://github.com/octo/flows/commit/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"><code>aaaaaaaa</code></a> | <code>code&#95;review-v1.1.0</code> |  |

    ### Problems

    - **error** <a href="https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/errors.md#version-name-v"><code>version-name-v</code></a> <code>flows/triage/v2.0.0.yml</code> The name starts with v. Fix: Rename it to 2.0.0.yml.
    - **warning** <a href="https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/errors.md#unversioned"><code>unversioned</code></a> <code>flows/old.yml&#58;3</code> flows/old.yml has no version. Fix: Move it to flows/old/1.0.0.yml.

    ## Needs a person

    ### A published version file was changed

    The file was edited after its version was published; the tag still holds what was published.

    To prevent it: Never change a published version file: add a file for the next version. [More about \`file-changed\`](https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/errors.md#file-changed)

    <!-- flow-tagbot:block file-changed -->
    - [ ] **triage 1.2.0**: flows/triage/1.2.0.yml was changed after triage-v1.2.0 was tagged. <!-- flow-tagbot:step file%2Dchanged%20flows%2Ftriage%2F1.2.0.yml -->

    <details><summary>Commands for <b>triage 1.2.0</b></summary>

    Choose one; the first is recommended.

    **Keep the tag, and publish the changed file as 1.2.1 &#40;through a branch, to be merged into main&#41;:**

    \`\`\`sh
    git fetch origin
    git switch --create fix-triage-1.2.0 --no-track origin/main
    git fetch origin refs/tags/triage-v1.2.0:refs/tags/triage-v1.2.0
    cp -- flows/triage/1.2.0.yml flows/triage/1.2.1.yml
    git restore --source=refs/tags/triage-v1.2.0 --staged --worktree -- flows/triage/1.2.0.yml
    git add -- flows/triage/1.2.1.yml
    git commit -m 'Publish triage 1.2.1, restore 1.2.0'
    git push origin HEAD
    \`\`\`

    **Replace the tag &#40;its users get other content; impossible when its release is immutable&#41;; the next run makes it on aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:**

    \`\`\`sh
    gh release delete triage-v1.2.0 --yes -R octo/flows || echo 'No release was deleted.'
    git push origin --delete refs/tags/triage-v1.2.0
    git update-ref -d refs/tags/triage-v1.2.0
    \`\`\`

    </details>

    <!-- /flow-tagbot:block -->

    ### A version file is a symbolic link

    A link's content can change without the link, so the version would not be immutable.

    To prevent it: Add version files as copies, never as links. [More about \`version-link\`](https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/errors.md#version-link)

    <!-- flow-tagbot:block version-link -->
    - [ ] **fix&#95;pipeline 0.1.0**: flows/fix&#95;pipeline/0.1.0.yml is a symbolic link. <!-- flow-tagbot:step version%2Dlink%20flows%2Ffix_pipeline%2F0.1.0.yml -->

    <details><summary>Commands for <b>fix&#95;pipeline 0.1.0</b></summary>

    **Replace the link by a copy &#40;through a branch, to be merged into main&#41;:**

    \`\`\`sh
    git fetch origin
    git switch --create fix-fix_pipeline-0.1.0 --no-track origin/main
    cp -L -- flows/fix_pipeline/0.1.0.yml flows/fix_pipeline/0.1.0.yml.copy
    git rm --quiet -- flows/fix_pipeline/0.1.0.yml
    mv -- flows/fix_pipeline/0.1.0.yml.copy flows/fix_pipeline/0.1.0.yml
    git add -- flows/fix_pipeline/0.1.0.yml
    git commit -m 'Replace the link flows/fix_pipeline/0.1.0.yml by a copy'
    git push origin HEAD
    \`\`\`

    </details>

    <!-- /flow-tagbot:block -->

    ### A ruleset or tag protection refuses the tag

    A ruleset or a tag protection decides who may make such tags, and the credential is not among them. (A tag whose immutable release was deleted is refused in the same way, for good: then give the version file the next version's name.)

    To prevent it: Let the ruleset be bypassed by a deploy key (\`ssh-key\`) or a GitHub App's token (\`token\`); the workflow's own token can never bypass one. [More about \`push-ruleset\`](https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/errors.md#push-ruleset)

    <!-- flow-tagbot:block push-ruleset -->
    - [ ] **code&#95;review 1.1.0** <code>flows/code&#95;review/1.1.0.yml</code>: The tag was refused. <!-- flow-tagbot:step push%2Druleset%20flows%2Fcode_review%2F1.1.0.yml -->

    The server said:

    \`\`\`text
    remote: GH013 Repository rule violations
    \`\`\`

    <details><summary>Commands for <b>code&#95;review 1.1.0</b></summary>

    **Do it by hand, as somebody who may &#40;in a full clone of the registry&#41;:**

    \`\`\`sh
    git fetch origin
    printf '%s\\n' 'code_review 1.1.0' '' 'Flow-Path: flows/code_review/1.1.0.yml' 'Flow-Digest: sha256:dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd' | GIT_COMMITTER_DATE=2026-03-04T05:06:07Z git tag -a --cleanup=verbatim -F - -- code_review-v1.1.0 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    git push origin refs/tags/code_review-v1.1.0
    flow-tagbot notes code_review@1.1.0 | gh release create code_review-v1.1.0 --verify-tag --title 'code_review 1.1.0' --notes-file - --latest=false -R octo/flows
    \`\`\`

    </details>

    <!-- /flow-tagbot:block -->

    <sub>12 reads and 3 writes over HTTP · 1 retry · 2,000 ms waited · 9 git processes · 3,457 ms in all · rate limit left: 4,321</sub>
    "
  `);
});

test.each<[string, Parameters<typeof renderSummary>[0], string]>([
  ["nothing to do", plan({}), "**Nothing to do.**"],
  ["a dry run", mixed, "**Planned: 1 tag and 2 releases. 2 versions need a person.**"],
])("The headline of %s says so", (_, of, headline) => {
  expect(renderSummary(of, [], options)).toContain(headline);
});

test("The summary of 30,000 versions with long names stays under 1 MiB and counts what is missing", () => {
  const long = "x".repeat(150);
  const blocked = Array.from({ length: 10_000 }, (_, index) =>
    version({ flow: `${long}${index}`, state: "blocked", code: "version-link", reason: long }),
  );
  const pending = Array.from({ length: 20_000 }, (_, index) => version({ flow: `${long}${index}`, version: "2.0.0" }));
  const outcomes = pending.flatMap((one, index): readonly Outcome[] => [
    { action: createTag(one), result: failure(index % 2 === 0 ? "push-denied" : "push-failed") },
    { action: createRelease(one), result: { kind: "not-tried", why: long } },
  ]);
  const problems = blocked.map(
    ({ path }) => ({ code: "unversioned", severity: "warning", path, line: null, message: long, fix: long }) as const,
  );
  const text = renderSummary(
    plan({ versions: [...blocked, ...pending], actions: outcomes.map(({ action }) => action), problems }),
    outcomes,
    options,
  );
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
  expect(text.match(/… and [\d,]+ more/g)).toHaveLength(4);
});

test("Whatever the names are, every row has seven cells and nothing foreign is markup", () => {
  fc.assert(
    fc.property(
      foreignPlan.chain((of) => fc.tuple(fc.constant(of), foreignOutcomes(of))),
      ([of, outcomes]) => {
        const text = renderSummary(of, outcomes, options);
        for (const line of text.split("\n")) expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]|^\s*::|##\[/u);
        const outsideFences = text.replace(/^(`{3,})\w+\n[^]*?\n\1$/gm, "").replace(/<!-- \/?flow-tagbot:[\w:%.!~*'() -]*?-->/g, "");
        const rows = outsideFences.split("\n").filter((line) => line.startsWith("| "));
        for (const row of rows) expect(row.split("|")).toHaveLength(9);
        expect(outsideFences).not.toMatch(/<img|```|-->(?<!<!-- -->)|(?<!&#64;<!-- -->|\w)@team/);
        expect(outsideFences.match(/<details>/g)?.length).toBe(outsideFences.match(/<\/details>/g)?.length);
      },
    ),
  );
});

const refusedStep = (index: number): PlannedVersion =>
  version({ version: `1.${index}.0`, state: "blocked", code: "push-workflow", reason: `The token may not push the tag of 1.${index}.0.` });

function refusedPlan(count: number): Plan {
  const versions = Array.from({ length: count }, (_, index) => refusedStep(index));
  return plan({ versions, manual: versions.flatMap((one) => [createTag(one), createRelease(one)]) });
}

test("The steps are told in the very words of the issue", () => {
  const of = refusedPlan(5);
  const steps = renderSteps(toSteps(of, [], context)).trimEnd();
  expect(steps.match(/git tag -a/g)).toHaveLength(5);
  expect(renderSummary(of, [], options)).toContain(`## Needs a person\n\n${steps}\n`);
  expect(renderIssue(toBlocks(toSteps(of, [], context)))).toContain(steps);
});

test("300 steps stay under 1 MiB, and none of them is missing", () => {
  const of = refusedPlan(300);
  const notes = new Map(of.versions.map(({ tag }) => [tag ?? "", `${"words ".repeat(1000)}\n`]));
  const text = renderSummary(of, [], { ...options, manual: { ...context, site: null, notes } });
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
  expect(text.match(/^- \[ \] /gm)).toHaveLength(300);
});

const unwritten: Problem = {
  code: "issue-not-written",
  severity: "warning",
  path: null,
  line: null,
  message: "The issue with manual steps could not be written: Resource not accessible",
  fix: "Give the job `issues: write`.",
};

test.each<[string, Partial<SummaryOptions["issue"]>, readonly string[]]>([
  ["there is an issue", { url: "https://github.com/octo/flows/issues/7" }, ['<a href="https://github.com/octo/flows/issues/7">']],
  [
    "the issue could not be written",
    { problem: unwritten, newIssueLink: "https://github.com/octo/flows/issues/new?title=x" },
    ["Resource not accessible", "issues/new?title=x", "Open the issue by hand"],
  ],
])("When %s, the summary says so", (_, issue, parts) => {
  const text = renderSummary(refusedPlan(1), [], { ...options, issue: { ...options.issue, ...issue } });
  for (const part of parts) expect(text).toContain(part);
});
