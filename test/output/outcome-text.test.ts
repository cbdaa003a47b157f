import fc from "fast-check";
import { expect, test } from "vitest";
import type { Outcome } from "../../src/model/outcome.ts";
import { renderOutcomes } from "../../src/output/outcome-text.ts";
import { context, failure, foreignOutcomes, foreignPlan, mixed, plan } from "../manual/sample-plan.ts";

const metrics = {
  gitProcesses: 9,
  requests: { reads: 12, writes: 3 },
  retries: 1,
  waitedMs: 2000,
  elapsedMs: 3456.7,
  rateLimitRemaining: 4321,
};
const options = { colour: false, width: 100, manual: context, metrics };
const RESULTS: readonly Outcome["result"][] = [
  failure("push-ruleset"),
  { kind: "not-tried", why: "its tag is missing" },
  { kind: "done", url: null },
];

test("Outcomes read from counts over failures with their commands to what to do next", () => {
  const outcomes = mixed.actions.flatMap((action, index) => RESULTS.slice(index, index + 1).map((result): Outcome => ({ action, result })));
  expect(renderOutcomes({ ...mixed, versions: mixed.versions.filter(({ state }) => state === "pending"), problems: [] }, outcomes, options))
    .toMatchInlineSnapshot(`
      "Made 1 release; 1 action failed; 1 action not tried.

      FLOW         VERSION     TAG     RELEASE    NAME                    WHY
      code_review  1.1.0       failed  not tried  code_review-v1.1.0      A ruleset or tag protection r…
      chat/agent   2.0.0-rc.1  there   done       chat/agent-v2.0.0-rc.1

      Needs a person

        code_review 1.1.0  flows/code_review/1.1.0.yml
        The tag was refused.
        The server said:
          | remote: GH013 Repository rule violations
        A ruleset or a tag protection decides who may make such tags, and the credential is not among them. (A tag whose immutable release was deleted is refused in the same way, for good: then give the version file the next version's name.)
          Do it by hand, as somebody who may (in a full clone of the registry):
            git fetch origin
            printf '%s\\n' 'code_review 1.1.0' '' 'Flow-Path: flows/code_review/1.1.0.yml' 'Flow-Digest: sha256:dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd' | GIT_COMMITTER_DATE=2026-03-04T05:06:07Z git tag -a --cleanup=verbatim -F - -- code_review-v1.1.0 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            git push origin refs/tags/code_review-v1.1.0
            flow-tagbot notes code_review@1.1.0 | gh release create code_review-v1.1.0 --verify-tag --title 'code_review 1.1.0' --notes-file - --latest=false -R octo/flows
        To prevent it: Let the ruleset be bypassed by a deploy key (\`ssh-key\`) or a GitHub App's token (\`token\`); the workflow's own token can never bypass one.

        More about push-ruleset: https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/errors.md#push-ruleset

      12 reads and 3 writes over HTTP · 1 retry · 2,000 ms waited · 9 git processes · 3,457 ms in all · rate limit left: 4,321

      Next: a person is needed (see above). Then run \`flow-tagbot apply\` again; it goes on where this run stopped.
      "
    `);
});

test("A run that did everything says so", () => {
  const outcomes = mixed.actions.map((action): Outcome => ({ action, result: { kind: "done", url: null } }));
  const text = renderOutcomes(plan({}), outcomes, { ...options, metrics: null });
  expect(text).toMatch(/^Made 1 tag and 2 releases\.\n/);
  expect(text).toMatch(/\nAll done\.\n$/);
});

test("A passing failure asks for another run and gives no commands", () => {
  const outcomes = mixed.actions.map((action): Outcome => ({ action, result: failure("git-network") }));
  const text = renderOutcomes(plan({}), outcomes, options);
  expect(text).toContain("run `flow-tagbot apply` again");
  expect(text).not.toContain("git tag");
});

test("Whatever names and servers say, no terminal or runner obeys the text", () => {
  fc.assert(
    fc.property(
      foreignPlan.chain((of) => fc.tuple(fc.constant(of), foreignOutcomes(of))),
      ([of, outcomes]) => {
        for (const line of renderOutcomes(of, outcomes, options).split("\n")) expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]|^\s*::|##\[/u);
      },
    ),
  );
});

test("A release that was edited says so, unless something else of it went wrong", () => {
  const named = { flow: "a", version: "1.0.0", tag: "a-v1.0.0" };
  const badge = { type: "mark-latest", ...named } as const;
  const edit = { type: "edit-release", ...named, why: "yanked" } as const;
  const done: Outcome = { action: edit, result: { kind: "done", url: null } };
  const text = (outcomes: readonly Outcome[]): string => renderOutcomes(plan({}), outcomes, { ...options, metrics: null });
  expect(text([done])).toMatch(/^Made 1 edit of a release\.\n[^]*\na +1\.0\.0 +there +edited +a-v1\.0\.0/);
  expect(text([{ action: badge, result: failure("latest-immutable") }, done])).toMatch(/\na +1\.0\.0 +there +failed/);
});
