import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { openRegistry } from "./git-registry.ts";
import { createRegistry, flowYaml } from "./registry.ts";

test("the same steps give the same SHAs, dates one minute apart", () => {
  const build = (): string => {
    const registry = createRegistry();
    registry.write("flows/a/1.0.0.yml", flowYaml({ name: "a" }));
    registry.commit("first");
    registry.write("flows/a/1.1.0.yml", flowYaml({ name: "a", model: "claude-opus" }));
    registry.commit("second", { author: "Bo <bo@example.com>" });
    return registry.git("log", "--format=%H %cI %an");
  };
  const log = build();
  expect(build()).toBe(log);
  expect(log.split("\n").map((line) => line.split(" ").slice(1).join(" "))).toEqual([
    "2026-01-01T00:01:00+00:00 Bo",
    "2026-01-01T00:00:00+00:00 Ada Author",
  ]);
});

test("merges are merge commits, also where git could fast-forward, and an octopus has every parent", () => {
  const registry = createRegistry();
  registry.commit("root");
  registry.branch("one");
  registry.write("one", "1");
  registry.commit("one");
  registry.checkout("main");
  registry.branch("two");
  registry.write("two", "2");
  registry.commit("two");
  registry.checkout("main");
  const octopus = registry.merge(["one", "two"], "Merge both");
  expect(registry.git("rev-list", "--parents", "-n1", octopus).split(" ")).toHaveLength(4);
  const reverted = registry.revert(octopus);
  expect(registry.git("ls-tree", "--name-only", reverted)).toBe("");
  expect(registry.git("log", "-1", "--format=%cI")).toBe("2026-01-01T00:04:00+00:00");
});

test("a merge of one branch that git could fast-forward is a merge commit", () => {
  const registry = createRegistry();
  registry.commit("root");
  registry.branch("topic");
  registry.write("topic", "1");
  registry.commit("topic");
  registry.checkout("main");
  expect(registry.git("rev-list", "--parents", "-n1", registry.merge("topic", "Merge topic")).split(" ")).toHaveLength(3);
});

test("links, renames, modes and removals are committed as they are", () => {
  const registry = createRegistry();
  registry.write("a/1.0.0.yml", "a");
  registry.write("b.yml", "b");
  registry.write("c.yml", "c");
  registry.commit("files");
  registry.link("a/1.1.0.yml", "1.0.0.yml");
  registry.rename("b.yml", "b/1.0.0.yml");
  registry.chmod("a/1.0.0.yml", 0o755);
  registry.remove("c.yml");
  registry.commit("changes");
  expect(registry.git("ls-tree", "-r", "--format=%(objectmode) %(path)", "HEAD").split("\n")).toEqual([
    "100755 a/1.0.0.yml",
    "120000 a/1.1.0.yml",
    "100644 b/1.0.0.yml",
  ]);
  expect(registry.blob("a/1.0.0.yml", "HEAD~1")).toBe(registry.blob("a/1.0.0.yml"));
});

test("the bare remote takes pushes, and clones are shallow, bare or partial as asked", () => {
  const registry = createRegistry();
  registry.write("a/1.0.0.yml", "a");
  registry.commit("one");
  const remote = registry.addBareRemote();
  const second = registry.commit("two");
  registry.tag("light");
  registry.tag("heavy", second, { message: "heavy" });
  registry.push();
  expect(registry.git("--git-dir", remote, "for-each-ref", "--format=%(objecttype) %(refname)").split("\n")).toEqual([
    "commit refs/heads/main",
    "tag refs/tags/heavy",
    "commit refs/tags/light",
  ]);
  const shallow = registry.clone({ depth: 1 });
  expect(shallow.git("rev-list", "--count", "HEAD")).toBe("1");
  expect(registry.clone({ bare: true }).git("rev-parse", "--is-bare-repository")).toBe("true");
  const partial = registry.clone({ filter: "blob:none", bare: true });
  expect(partial.git("rev-list", "--objects", "--missing=print", "HEAD")).toContain(`?${registry.blob("a/1.0.0.yml")}`);
  shallow.write("a/1.1.0.yml", "b");
  const third = shallow.commit("three");
  shallow.push("main");
  expect(registry.git("--git-dir", remote, "rev-parse", "main")).toBe(third);
});

test("leaving the scope removes the folder", () => {
  const left = (() => {
    using registry = openRegistry();
    return registry.dir;
  })();
  expect(existsSync(left)).toBe(false);
});

test("the sample flow is YAML whose routers end at the end", () => {
  const flow: unknown = parse(flowYaml({ name: "review", components: ["reader", "writer"] }));
  expect(flow).toMatchObject({
    name: "review",
    routers: [
      { from: "reader", to: "writer" },
      { from: "writer", to: "end" },
    ],
    flow: { entry_point: "reader" },
  });
});
