import { hash } from "node:crypto";
import { expect, test } from "vitest";
import { createRegistry } from "../../support/registry.ts";
import { openConsumer } from "./consumer.ts";

const PATH = "flows/a/1.0.0.yml";

function digestOf(text: string): string {
  return `sha256:${hash("sha256", text)}`;
}

test("the registry's index has a say, of digests and of marks", async () => {
  const index = (digest: string, yanked: { reason: string } | null): string =>
    JSON.stringify({
      schema: 1,
      branch: "main",
      head: "0".repeat(40),
      flows: [
        {
          flow: "a",
          folder: "flows/a",
          latest: null,
          versions: [
            {
              ...{ version: "1.0.0", kind: "stable", path: PATH, tag: "a-v1.0.0", commit: "0".repeat(40), date: "2026-01-01T00:00:00Z" },
              ...{
                digest,
                content_digest: digest,
                files: [],
                previous: null,
                yanked,
                deprecated: null,
                withdrawn: false,
                backport: false,
              },
            },
          ],
        },
      ],
    });
  const registry = createRegistry();
  registry.write(".github/flow-tagbot.yml", "index-branch: flow-index\n");
  registry.write(PATH, "name: one\n");
  registry.commit("one");
  registry.tag("a-v1.0.0");
  registry.git("checkout", "--quiet", "--orphan", "flow-index");
  const publish = (text: string): void => {
    registry.write("index.json", text);
    registry.commit("index");
    registry.git("push", "--quiet", "origin", "flow-index");
  };
  const bare = registry.addBareRemote();
  registry.push();
  publish(index(digestOf("name: one\n"), null));
  const consumer = await openConsumer({ team: bare });
  expect(await consumer.resolve("a")).toMatchObject({ version: "1.0.0" });
  expect(consumer.asked).toEqual(["refs", "commits 2", "contents 3"]);
  const again = await consumer.again();
  await again.resolve("a");
  expect(again.asked).toEqual(["refs"]);

  publish(index(digestOf("name: one\n"), { reason: "Leaks" }));
  await expect((await consumer.again()).resolve("a")).rejects.toMatchObject({ code: "range-unsatisfied" });

  publish(index(digestOf("other"), null));
  const fresh = await openConsumer({ team: bare });
  await expect(fresh.resolve("a#1.0.0")).rejects.toMatchObject({ code: "digest-mismatch" });

  publish("{");
  const blind = await openConsumer({ team: bare });
  expect(await blind.resolve("a#1.0.0")).toMatchObject({ version: "1.0.0" });
  expect(blind.notices).toMatchObject([{ code: "index-invalid", severity: "warning" }]);
});
