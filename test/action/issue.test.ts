import { describe, expect, test } from "vitest";
import { ISSUE_LABEL, ISSUE_TITLE } from "../../src/manual/issue.ts";
import type { Code } from "../../src/model/codes.ts";
import type { GithubOptions } from "../support/github/start-github.ts";
import type { TestRegistry } from "../support/git-registry.ts";
import { contentsOf, contentsWithoutObstacle, onlyIssue } from "./left-behind.ts";
import { fencedBlocks, openPerson, type Person } from "./person.ts";
import { expectCode, runAction, type ActionOptions, type ActionRun } from "./run-action.ts";
import { addVersion, checkOut, openSetting, tagsOf, versions, type Setting } from "./setting.ts";

const PATH = "flows/code_review/1.0.0.yml";
const TAG = "code_review-v1.0.0";

interface Cause {
  readonly name: string;
  readonly code: Code;
  readonly build: (registry: TestRegistry) => void;
  readonly options?: GithubOptions;
  /** How the action is run, before and after. */
  readonly how?: (setting: Setting) => ActionOptions;
  /** What happens between the registry's beginnings and the run that needs a person. */
  readonly prepare?: (setting: Setting) => Promise<void> | void;
  /** Which of the ways out is taken; null: the person edits a file. */
  readonly way: number | null;
  /** What the person does beside pasting. */
  readonly also?: (setting: Setting, person: Person) => Promise<void> | void;
  /** Tags and releases that are there in the end; without it, those of a run on the same history without any obstacle. */
  readonly tags?: (setting: Setting) => Readonly<Record<string, string>>;
}

const ONE = versions(1);

const CAUSES: readonly Cause[] = [
  {
    name: "workflow files that are on no branch any more",
    code: "push-workflow",
    build: (registry) => {
      registry.write(".github/workflows/check.yml", "name: old\n");
      versions(2)(registry);
      registry.write(".github/workflows/check.yml", "name: new\n");
      registry.commit("Change a workflow");
    },
    way: 0,
  },
  {
    name: "a ruleset that is read",
    code: "push-ruleset",
    build: versions(2),
    options: {
      rulesets: [
        {
          ...{ id: 1, name: "tags", target: "tag", enforcement: "active", include: ["refs/tags/**"], exclude: [] },
          ...{ rules: [{ type: "creation" }], bypass: ["person"] },
        },
      ],
    },
    way: 0,
  },
  {
    name: "a rule that only the server knows",
    code: "push-ruleset",
    build: versions(2),
    prepare: ({ github }) => {
      const text = `error: GH013: Repository rule violations found for refs/tags/${TAG}.\n`;
      github.refuseRefs([{ hook: "pre-receive", refs: [`refs/tags/${TAG}`], text }]);
    },
    way: 0,
    also: ({ github }) => {
      github.refuseRefs([]);
    },
  },
  { name: "a token that may read only", code: "push-denied", build: versions(2), options: { permissions: { contents: "read" } }, way: 0 },
  {
    name: "a signing key that is missing",
    code: "signing-key-missing",
    build: versions(2),
    how: () => ({ inputs: { "signing-format": "ssh" } }),
    way: 0,
    also: async (_, { paste }) => {
      await paste(
        [
          "ssh-keygen -q -t ed25519 -N '' -f ~/key",
          "git config --global gpg.format ssh",
          "git config --global user.signingKey ~/key.pub",
        ].join("\n"),
      );
    },
  },
  ...(["same", "other"] as const).flatMap((content) =>
    [0, 1].map((way): Cause => {
      const replaced = (content === "same") === (way === 0);
      return {
        name: `a tag on another commit with ${content === "same" ? "the same" : "other"} content, ${replaced ? "which is replaced" : "which is left alone"}`,
        code: "tag-elsewhere",
        build: (registry) => {
          ONE(registry);
          if (content === "other") {
            registry.branch("side");
            registry.write(PATH, "version: v1\nname: other\n");
          }
          registry.commit("Something else");
          registry.tag(TAG, "HEAD", { annotated: true });
          registry.checkout("main");
        },
        prepare: ({ registry }) => {
          registry.git("push", "--quiet", "origin", TAG);
        },
        way,
        ...(replaced
          ? {}
          : {
              tags: ({ registry }) => ({
                [TAG]: `tag ${registry.git("rev-parse", `${TAG}^{commit}`)}`,
                "code_review-v1.0.1": `tag ${registry.git("rev-parse", "main")}`,
              }),
            }),
      };
    }),
  ),
  ...[0, 1].map((way): Cause => ({
    name: `a published file that changed, whose tag is ${way === 0 ? "kept" : "replaced"}`,
    code: "file-changed",
    build: ONE,
    prepare: async (setting) => {
      expectCode(await runAction(setting, { workspace: checkOut(setting) }), 0);
      const { registry } = setting;
      registry.write(PATH, "version: v1\nname: other\n");
      registry.commit("Change a published version");
      registry.git("push", "--quiet", "origin", "main");
    },
    way,
    ...(way === 1
      ? {}
      : {
          tags: ({ registry }) => ({
            [TAG]: `tag ${registry.git("log", "-1", "--format=%H", "--diff-filter=A", "--", PATH)}`,
            // The change takes components away.
            "code_review-v2.0.0": `tag ${registry.git("rev-parse", "main")}`,
          }),
        }),
  })),
  {
    name: "two roots with one tag",
    code: "tag-clash",
    build: (registry) => {
      addVersion(registry, "v1/experimental/flows/review/1.0.0.yml");
      addVersion(registry, "v1/stable/flows/review/1.0.0.yml");
    },
    way: 0,
  },
  {
    name: "a symbolic link",
    code: "version-link",
    build: (registry) => {
      ONE(registry);
      registry.link("flows/code_review/1.1.0.yml", "1.0.0.yml");
      registry.commit("Link a version");
    },
    way: 0,
  },
  {
    name: "a flow whose name cannot be a ref",
    code: "flow-name-unsafe",
    build: (registry) => {
      ONE(registry);
      addVersion(registry, "flows/$(touch pwned)/1.0.0.yml");
    },
    way: 0,
  },
  ...[0, 1].map((way): Cause => ({
    name: `two files of one version, of which ${way === 0 ? ".yml" : ".yaml"} stays`,
    code: "version-twins",
    build: (registry) => {
      ONE(registry);
      addVersion(registry, "flows/code_review/1.0.0.yaml");
    },
    way,
  })),
  {
    name: "a tag name that belongs to an immutable release",
    code: "release-immutable",
    build: ONE,
    options: { immutableReleases: true },
    prepare: async (setting) => {
      expectCode(await runAction(setting, { workspace: checkOut(setting) }), 0);
      const { paste } = await openPerson(setting);
      const { host } = new URL(setting.github.serverUrl);
      await paste(`gh release delete ${TAG} --yes -R ${host}/${setting.github.owner}/${setting.github.repo}`);
    },
    way: 0,
    tags: ({ registry }) => ({
      [TAG]: `tag ${registry.git("log", "-1", "--format=%H", "--diff-filter=A", "--", PATH)}`,
      "code_review-v1.0.1": `tag ${registry.git("rev-parse", "main")}`,
    }),
  },
  {
    name: "a version file that is not valid YAML",
    code: "version-yaml-invalid",
    build: (registry) => {
      ONE(registry);
      registry.write("flows/code_review/1.1.0.yml", "a: [1\n");
      registry.commit("Add a broken version");
    },
    way: null,
    also: ({ registry }) => {
      registry.write("flows/code_review/1.1.0.yml", "a: [1]\n");
      registry.commit("Correct it");
      registry.git("push", "--quiet", "origin", "main");
    },
  },
];

describe.concurrent("a person ends", { timeout: 180_000 }, () => {
  test.for(CAUSES.map((cause) => [cause.name, cause.code, cause] as const))("%s (%s)", async ([, , cause], context) => {
    const setting = await openSetting(context, cause.build, cause.options);
    await cause.prepare?.(setting);
    const run = async (code: number): Promise<ActionRun> =>
      expectCode(await runAction(setting, { ...cause.how?.(setting), workspace: checkOut(setting) }), code);
    const first = await run(2);
    const opened = onlyIssue(setting);
    expect(opened).toMatchObject({ state: "open", title: ISSUE_TITLE, labels: [ISSUE_LABEL], comments: [] });
    expect(opened.body).toContain(`<!-- flow-tagbot:block ${cause.code} -->`);
    expect(first.outputs["issue-url"]).toBe(`${setting.github.gitUrl}/issues/${String(opened.number)}`);

    const person = await openPerson(setting);
    await cause.also?.(setting, person);
    const commands = fencedBlocks(opened.body ?? "").filter(({ language }) => language !== "text");
    const taken = cause.way === null ? [] : commands.slice(cause.way, cause.way + 1);
    expect(taken).toHaveLength(cause.way === null ? 0 : 1);
    for (const { language, text } of taken) await person.paste(language === "yaml" ? intoConfig(text) : text);
    mergeFixes(setting);

    const second = await run(0);
    expect(second.outputs["issue-url"]).toBe("");
    const closed = onlyIssue(setting);
    expect(closed).toMatchObject({ number: opened.number, state: "closed", stateReason: "completed" });
    expect(closed.comments).toHaveLength(1);
    if (cause.tags === undefined) expect(contentsOf(setting)).toEqual(await contentsWithoutObstacle(setting, context));
    else {
      const tags = cause.tags(setting);
      expect(tagsOf(setting)).toEqual(tags);
      expect(setting.github.releases.map(({ tagName }) => tagName)).toContain(Object.keys(tags).at(-1));
    }
  });
});

function intoConfig(text: string): string {
  return [
    "mkdir -p .github",
    `cat >> .github/flow-tagbot.yml <<'END'\n${text}\nEND`,
    "git add .github && git commit --quiet -m 'Configure flow-tagbot' && git push --quiet origin HEAD",
  ].join("\n");
}

/** What a reviewer does with the branches that were pushed. */
function mergeFixes({ registry }: Setting): void {
  registry.git("fetch", "--quiet", "origin");
  registry.git("merge", "--quiet", "--ff-only", "origin/main");
  const branches = registry.git("for-each-ref", "--format=%(refname:short)", "refs/remotes/origin/fix-*").split("\n");
  for (const branch of branches.filter((name) => name !== "")) registry.merge(branch, `Merge ${branch}`);
  registry.git("push", "--quiet", "origin", "main");
}
