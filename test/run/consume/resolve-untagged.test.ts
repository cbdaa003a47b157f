import { describe, expect, test } from "vitest";
import { createRegistry, type TestRegistry } from "../../support/registry.ts";
import { openConsumer, type Consumer } from "./consumer.ts";
import { serve } from "./serve.ts";

async function codeOf(consumer: Consumer, text: string): Promise<unknown> {
  const error: unknown = await consumer.resolve(text).catch((reason: unknown) => reason);
  return error instanceof Error && "code" in error ? error.code : error;
}

describe("a registry without any tag", () => {
  function untagged(): TestRegistry & { readonly first: string } {
    const registry = createRegistry();
    registry.write("flows/a/1.0.0.yml", "a: 1\n");
    registry.write("flows/a/1.1.0.yml", "a: 2\n");
    const first = registry.commit("one");
    registry.write("flows/a/2.0.0-rc.1.yml", "a: 3\n");
    registry.write("flows/a/2.0.0-orbit.yml", "a: 4\n");
    registry.write("flows/early/1.0.0-beta.1.yml", "e: 1\n");
    registry.write("flows/odd/1.0.0-orbit.yml", "o: 1\n");
    registry.commit("two");
    return { ...registry, first };
  }

  test("its versions are the files at the newest commit", async () => {
    const registry = untagged();
    const consumer = await openConsumer({ team: serve(registry) });
    const found = [];
    for (const text of ["a", "a#^1", "a#latest", "a#1.0.0", "a#2.0.0-orbit", "a#2.0.0-rc.1", "early", "early#main", "a#main"]) {
      const { version, commit, tag, kind } = await consumer.resolve(text);
      found.push([text, version, commit, tag, kind]);
    }
    const head = registry.head();
    expect(found).toEqual([
      ["a", "1.1.0", head, null, "stable"],
      ["a#^1", "1.1.0", head, null, "stable"],
      ["a#latest", "1.1.0", head, null, "stable"],
      ["a#1.0.0", "1.0.0", head, null, "stable"],
      ["a#2.0.0-orbit", "2.0.0-orbit", head, null, "variant"],
      ["a#2.0.0-rc.1", "2.0.0-rc.1", head, null, "prerelease"],
      ["early", "1.0.0-beta.1", head, null, "prerelease"],
      ["early#main", "1.0.0-beta.1", head, null, "prerelease"],
      ["a#main", "1.1.0", head, null, "stable"],
    ]);
    for (const [text, code] of [
      ["a#1.2.0", "version-unknown"],
      ["a#^3", "range-unsatisfied"],
      ["early#^1", "range-unsatisfied"],
      ["odd", "range-unsatisfied"],
      ["odd#main", "range-unsatisfied"],
    ] as const)
      expect(await codeOf(consumer, text), text).toBe(code);
  });

  test("an exact version of it is not for ever: the next commit is looked at", async () => {
    const registry = untagged();
    const bare = serve(registry);
    const consumer = await openConsumer({ team: bare });
    await consumer.resolve("a#1.0.0");
    registry.write("flows/a/1.0.0.yml", "a: changed\n");
    const commit = registry.commit("three");
    expect(await (await consumer.again()).resolve("a#1.0.0")).toMatchObject({ commit, cached: false });
  });

  test("yanked and deprecated versions are marked by the configuration", async () => {
    const registry = untagged();
    registry.write(
      ".github/flow-tagbot.yml",
      "yanked:\n  - { flow: a, version: 1.1.0, reason: Leaks }\ndeprecated:\n  - { flow: a, versions: <1.1.0, use: a@^1.1 }\n",
    );
    registry.commit("three");
    const consumer = await openConsumer({ team: serve(registry) });
    expect(await consumer.resolve("a")).toMatchObject({ version: "1.0.0", deprecated: { use: "a@^1.1" } });
    expect(await consumer.resolve("a#1.1.0")).toMatchObject({ yanked: { reason: "Leaks" } });
    expect(consumer.notices.map(({ code }) => code)).toEqual(["version-deprecated", "version-yanked"]);
  });
});

describe("a registry with tags of the repository only", () => {
  test("the version's file is taken at its tag, else what the tag holds", async () => {
    const registry = createRegistry();
    registry.write("flows/a/1.0.0.yml", "a: 1\n");
    const first = registry.commit("one");
    registry.tag("v1.0.0");
    registry.tag("v5.0.0");
    registry.write("flows/a/1.0.0.yml", "a: edited\n");
    registry.write("flows/a/1.1.0.yml", "a: 2\n");
    const second = registry.commit("two");
    registry.tag("1.1.0");
    registry.write("flows/a/1.2.0.yml", "a: 3\n");
    const third = registry.commit("three");
    const consumer = await openConsumer({ team: serve(registry) });
    const found = [];
    for (const text of ["a#1.0.0", "a#v1.1.0", "a#1.2.0", "a#5.0.0", "a#refs/tags/v5.0.0", "a", "a#^1"]) {
      const { version, commit, tag, why } = await consumer.resolve(text);
      found.push([text, version, commit, tag]);
      expect(why).toMatch(/\.$/);
    }
    expect(found).toEqual([
      ["a#1.0.0", "1.0.0", first, "v1.0.0"],
      ["a#v1.1.0", "1.1.0", second, "1.1.0"],
      ["a#1.2.0", "1.2.0", third, null],
      ["a#5.0.0", "1.0.0", first, "v5.0.0"],
      ["a#refs/tags/v5.0.0", "1.0.0", first, "v5.0.0"],
      ["a", "1.2.0", third, null],
      ["a#^1", "1.2.0", third, null],
    ]);
    const later = await consumer.again();
    expect(await later.resolve("a#1.0.0", { offline: true })).toMatchObject({ commit: first, tag: "v1.0.0", cached: true });
  });

  test("of a flow with tags of its own, another version than the asked one is never given", async () => {
    const registry = createRegistry();
    registry.write("flows/a/1.0.0.yml", "a: 1\n");
    registry.commit("one");
    registry.tag("a-v1.0.0");
    registry.tag("v2.0.0");
    const consumer = await openConsumer({ team: serve(registry) });
    expect(await codeOf(consumer, "a#2.0.0")).toBe("version-unknown");
    expect(await consumer.resolve("a#refs/tags/v2.0.0")).toMatchObject({ version: "1.0.0", tag: "v2.0.0" });
  });
});

describe("a registry with an index.yaml", () => {
  function indexed(withTags: boolean): TestRegistry & { readonly commits: readonly string[] } {
    const registry = createRegistry();
    const commits: string[] = [];
    const release = (tag: string): void => {
      commits.push(registry.commit(tag));
      if (withTags) registry.tag(tag);
    };
    registry.write("index.yaml", "workflows:\n  qa-bot:\n    description: Answers\n    path: old/qa.yaml\n");
    registry.write("old/qa.yaml", "version: v1\nname: old\n");
    release("v1.0.0");
    registry.remove("old");
    registry.write(
      "index.yaml",
      "workflows:\n  qa-bot:\n    description: Answers\n    path: ./workflows/qa.yaml\n  top:\n    path: top.yaml\n",
    );
    registry.write("workflows/qa.yaml", "name: new\n");
    registry.write("workflows/prompts/p.md", "p\n");
    registry.write("workflows/run.sh", "#!/bin/sh\n");
    registry.link("workflows/link", "/etc/passwd");
    registry.write("top.yaml", "prompt: extra/t.md\n");
    registry.write("extra/t.md", "t\n");
    registry.write("extra/unused.md", "u\n");
    release("v1.1.0");
    registry.write("workflows/qa.yaml", "name: newest\n");
    commits.push(registry.commit("head"));
    return { ...registry, commits };
  }

  test("its versions are the tags of the repository, each by its own index", async () => {
    const registry = indexed(true);
    const consumer = await openConsumer({ team: serve(registry) });
    const found = [];
    for (const text of ["qa-bot", "qa-bot#1.0.0", "qa-bot#^1.0.0", "qa-bot#main", `qa-bot#${registry.commits[0] ?? ""}`, "qa-bot#v1.1.0"]) {
      const { version, tag, commit, path } = await consumer.resolve(text);
      found.push([text, version, tag, registry.commits.indexOf(commit ?? ""), path]);
    }
    expect(found).toEqual([
      ["qa-bot", "1.1.0", "v1.1.0", 1, "workflows/qa.yaml"],
      ["qa-bot#1.0.0", "1.0.0", "v1.0.0", 0, "old/qa.yaml"],
      ["qa-bot#^1.0.0", "1.1.0", "v1.1.0", 1, "workflows/qa.yaml"],
      ["qa-bot#main", null, null, 2, "workflows/qa.yaml"],
      [`qa-bot#${registry.commits[0] ?? ""}`, null, null, 0, "old/qa.yaml"],
      ["qa-bot#v1.1.0", "1.1.0", "v1.1.0", 1, "workflows/qa.yaml"],
    ]);
    expect(await codeOf(consumer, "top#1.0.0")).toBe("flow-unknown");
    expect(await codeOf(consumer, "qa-bot#1.2.0")).toBe("version-unknown");
  });

  test("a flow has all files of its folder, links apart; at the top, those that it names", async () => {
    const consumer = await openConsumer({ team: serve(indexed(false)) });
    const paths = async (text: string): Promise<readonly string[]> => (await consumer.resolve(text)).files.map(({ path }) => path);
    expect(await paths("qa-bot")).toEqual(["workflows/qa.yaml", "workflows/prompts/p.md", "workflows/run.sh"]);
    expect(await paths("top")).toEqual(["top.yaml", "extra/t.md"]);
  });

  test("without tags, the bare name and latest are the newest commit, and ranges have nothing to choose from", async () => {
    const registry = indexed(false);
    const consumer = await openConsumer({ team: serve(registry) });
    for (const text of ["qa-bot", "qa-bot#latest"])
      expect(await consumer.resolve(text)).toMatchObject({ commit: registry.head(), version: null, kind: null });
    expect(await codeOf(consumer, "qa-bot#^1")).toBe("range-unsatisfied");
    // Another question, though its answer is the same.
    expect((await consumer.resolve(`qa-bot#${registry.head()}`)).why).toMatch(/at the commit/);
  });

  test.each([
    ["flows: [\n", "registry-config-invalid"],
    ["workflows:\n  qa-bot:\n    path: ../../etc/passwd\n", "registry-unsafe"],
    ["workflows:\n  qa-bot:\n    path: missing.yaml\n", "version-file-missing"],
    ["workflows:\n  qa-bot:\n    path: README.md\n", "version-file-missing"],
    ["workflows:\n  qa-bot:\n    path: link.yaml\n", "version-file-missing"],
  ])("%j is %s", async (text, code) => {
    const registry = createRegistry();
    registry.write("index.yaml", text);
    registry.write("README.md", "# Flows\n");
    registry.link("link.yaml", "README.md");
    registry.commit("one");
    const consumer = await openConsumer({ team: serve(registry) });
    expect(await codeOf(consumer, "qa-bot")).toBe(code);
    expect(await codeOf(consumer, `qa-bot#${registry.head()}`)).toBe(code);
  });
});
