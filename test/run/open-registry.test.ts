import { expect, test } from "vitest";
import { CONFIG_PATH } from "../../src/config/options.ts";
import { openRegistry, type RegistryRequest } from "../../src/run/open-registry.ts";
import { openGit } from "../git/open-git.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { codesOf, openSample } from "./open.ts";

function registryWith(config: string | null): TestRegistry {
  const registry = createRegistry();
  registry.write("README.md", "# Flows\n");
  if (config !== null) registry.write(CONFIG_PATH, config);
  registry.commit("Begin");
  return registry;
}

test("configuration is the defaults, then the file, then what was given for this run", async () => {
  const registry = registryWith("tag: 'x-{flow}-{version}'\ntitle: 'From the file {version}'\n");
  const { config } = await openSample(registry.dir, { title: "Given {version}" });
  expect(config).toMatchObject({ tag: "x-{flow}-{version}", title: "Given {version}", target: "content" });
});

test("the file on the remote's branch counts, not the one in an older clone", async () => {
  const registry = registryWith("title: 'Old {version}'\n");
  registry.addBareRemote();
  const clone = registry.clone();
  registry.write(CONFIG_PATH, "title: 'New {version}'\n");
  const head = registry.commit("Change the title");
  registry.push("main");
  expect(await openSample(clone.dir)).toMatchObject({ config: { title: "New {version}" }, branch: { head, published: true } });
  expect(await openSample(clone.dir, {}, true)).toMatchObject({ config: { title: "Old {version}" } });
});

test("a shallow clone is deepened", async () => {
  const registry = registryWith(null);
  registry.commit("More");
  registry.addBareRemote();
  const clone = registry.clone({ depth: 1 });
  expect((await openSample(clone.dir)).repository).toMatchObject({ shallow: false, partial: true });
  expect(clone.git("rev-list", "--count", "HEAD")).toBe("2");
});

const SOURCES: readonly { readonly config: RegistryRequest["config"]; readonly codes: readonly string[] }[] = [
  { config: { kind: "branch", path: "missing.yml", required: false }, codes: [] },
  { config: { kind: "branch", path: "missing.yml", required: true }, codes: ["config-unreadable"] },
  { config: { kind: "text", path: "given.yml", text: "a: 1\nb: 2\n" }, codes: ["config-invalid", "config-invalid"] },
];

test.each(SOURCES)("configuration from $config gives the problems $codes", async ({ config, codes }) => {
  const registry = registryWith(null);
  expect(await codesOf(openRegistry({ git: openGit(registry.dir), credential: null, config, overrides: {}, offline: true }))).toEqual(
    codes,
  );
});

test("an empty repository has no branch", async () => {
  expect((await openSample(createRegistry().dir)).branch).toBeNull();
});

test.each(["same server", "other server"])("a token goes to the remote on the %s only where it belongs", async (which) => {
  const registry = registryWith(null);
  const github = await startForTest({ bareRepository: registry.addBareRemote() });
  registry.git("config", "remote.origin.url", github.gitUrl);
  const serverUrl = which === "same server" ? github.serverUrl : "https://github.com";
  await openRegistry({
    git: openGit(registry.dir),
    credential: { serverUrl, token: github.tokens.write },
    config: { kind: "branch", path: CONFIG_PATH, required: false },
    overrides: {},
    offline: false,
  });
  expect(github.requests.length).toBeGreaterThan(0);
  expect(new Set(github.requests.map(({ headers }) => headers.authorization !== undefined))).toEqual(new Set([which === "same server"]));
});
