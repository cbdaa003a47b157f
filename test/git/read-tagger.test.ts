import { expect, test } from "vitest";
import { gitEnvironment } from "../../src/git/environment.ts";
import { createGit, type Git } from "../../src/git/git.ts";
import { readTagger } from "../../src/git/read-tagger.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";

/** Without an identity in the environment, and with no other configuration than the repository's own. */
function open({ dir }: TestRegistry, identity: Readonly<Record<string, string>> = {}): Git {
  const environment = gitEnvironment(
    {
      PATH: process.env["PATH"],
      HOME: dir,
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_CONFIG_NOSYSTEM: "1",
      EMAIL: "guess@example.com",
      ...identity,
    },
    null,
  );
  return createGit({ directory: dir, environment, onProcess: () => undefined });
}

test("the configured identity is the tagger, a name with spaces and other letters included", async () => {
  const registry = createRegistry();
  registry.git("config", "user.name", "Zoë van der Tag");
  registry.git("config", "user.email", "zoe@example.com");
  expect(await readTagger(open(registry))).toEqual({ name: "Zoë van der Tag", email: "zoe@example.com" });
});

test("the committer of the environment goes before the configuration", async () => {
  const registry = createRegistry();
  registry.git("config", "user.name", "Configured");
  expect(await readTagger(open(registry, { GIT_COMMITTER_NAME: "Cleo", GIT_COMMITTER_EMAIL: "cleo@example.com" }))).toEqual({
    name: "Cleo",
    email: "cleo@example.com",
  });
});

test.each([[[]], [["user.name"]]])("where the identity is not whole, nothing is guessed (set: %j)", async (set) => {
  const registry = createRegistry();
  for (const key of set) registry.git("config", key, "Someone");
  const environment = { EMAIL: "" };
  expect(await readTagger(open(registry, environment))).toBeNull();
});
