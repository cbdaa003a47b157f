import { expect, test } from "vitest";
import { keepOrReplaceTag, renumberOrReplace, toNextVersion } from "../../src/manual/published.ts";
import type { ManualContext } from "../../src/manual/way-out.ts";
import type { PlannedVersion } from "../../src/model/plan.ts";
import { createClone } from "./clone.ts";
import { context, plan, sha, version } from "./sample-plan.ts";

const drifted = (part: Partial<PlannedVersion> = {}): PlannedVersion =>
  version({ flow: "a", version: "1.2.0", state: "drifted", code: "file-changed", tagged: { commit: sha("a"), blob: sha("c") }, ...part });

const ways = (planned: PlannedVersion, others: readonly PlannedVersion[], using: ManualContext): readonly (readonly string[])[] =>
  keepOrReplaceTag({ version: planned, plan: plan({ versions: [planned, ...others] }), context: using, actions: [] }).map(
    ({ commands }) => commands,
  );

const withoutReleases: ManualContext = { ...context, site: null };

test("A changed file becomes the next free version, and the published one comes back", () => {
  const { paste, publish, proposed } = createClone();
  publish("mkdir -p flows/a", "echo old > flows/a/1.2.0.yml", "echo other > flows/a/1.2.1.yml");
  paste(["git tag a-v1.2.0"]);
  publish("echo new > flows/a/1.2.0.yml");
  paste(["git tag -d a-v1.2.0"]);
  paste(ways(drifted(), [version({ flow: "a", version: "1.2.1" })], withoutReleases)[0] ?? []);
  expect(proposed("fix-a-1.2.0")).toEqual(["100644 flows/a/1.2.0.yml", "100644 flows/a/1.2.1.yml", "100644 flows/a/1.2.2.yml"]);
  expect(paste(["cat flows/a/1.2.0.yml flows/a/1.2.2.yml"])).toBe("old\nnew\n");
});

test("Without the file at the tag there is nothing to bring back", () => {
  const { paste, publish, proposed } = createClone();
  publish("mkdir -p flows/a", "echo new > flows/a/1.2.0.yml");
  paste(ways(drifted({ tagged: { commit: sha("a"), blob: null } }), [], withoutReleases)[0] ?? []);
  expect(proposed("fix-a-1.2.0")).toEqual(["100644 flows/a/1.2.1.yml"]);
});

test("A tag can be deleted everywhere, so that the next run makes it anew", () => {
  const { paste, publish } = createClone();
  publish("git commit -q --allow-empty -m one", "git tag a-v1.2.0");
  paste(ways(drifted(), [], withoutReleases)[1] ?? []);
  expect(paste(["git ls-remote --tags origin", "git tag --list"])).toBe("");
});

test.each([
  ["holds the very file is replaced, with its release, or left alone", "b", [1, 0]],
  ["holds something else is left alone, or replaced with its release", "c", [0, 1]],
])("A tag elsewhere that %s", (_, blob, order) => {
  const elsewhere = version({ state: "conflict", code: "tag-elsewhere", tagged: { commit: sha("c"), blob: sha(blob) } });
  const both = [
    [
      "git fetch origin",
      "git switch --create fix-code_review-1.0.0 --no-track origin/main",
      "git mv -- flows/code_review/1.0.0.yml flows/code_review/1.0.1.yml",
      "git commit -m 'Publish code_review 1.0.0 as 1.0.1'",
      "git push origin HEAD",
    ],
    [
      "gh release delete code_review-v1.0.0 --yes -R octo/flows || echo 'No release was deleted.'",
      "git push origin --delete refs/tags/code_review-v1.0.0",
      "git update-ref -d refs/tags/code_review-v1.0.0",
    ],
  ];
  const found = renumberOrReplace({ version: elsewhere, plan: plan({ versions: [elsewhere] }), context, actions: [] });
  expect(found.map((way) => way?.commands)).toEqual(order.map((index) => both[index]));
});

test("Without a remote nothing is fetched or pushed", () => {
  const commands = ways(drifted(), [], { ...withoutReleases, remote: null, pushTo: null }).flat();
  expect(commands).toContain("git switch --create fix-a-1.2.0 --no-track main");
  expect(commands.filter((command) => /git (fetch|push)/.test(command))).toEqual([]);
});

test.each([
  ["1.2.0", "stable", "1.2.1"],
  ["1.2.0+build.5", "stable", "1.2.1"],
  ["2.0.0-rc.1", "prerelease", "2.0.0-rc.2"],
  ["2.0.0-orbit", "variant", "2.0.1-orbit"],
  ["not.a.version", "stable", null],
] as const)("The version after %s (%s) is %s", (number, kind, next) => {
  const planned = version({ version: number, kind });
  expect(toNextVersion({ version: planned, plan: plan({ versions: [planned] }) })).toBe(next);
});
