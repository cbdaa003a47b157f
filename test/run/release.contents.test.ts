import { hash } from "node:crypto";
import { expect, test } from "vitest";
import { release } from "../../src/run/release.ts";
import { verify } from "../../src/run/verify.ts";
import { createFakeTime } from "../support/fake-time.ts";
import { createRegistry } from "../support/registry.ts";
import { openRequest, TAGGER } from "./open.ts";

const sum = (text: string): string => hash("sha256", text);

test("tag, notes and verification tell of the files that a version references, as they were when it landed", async () => {
  const registry = createRegistry();
  const flow = "prompt: !file prompts/x.md\n";
  registry.write("flows/a/1.0.0.yml", flow);
  registry.write("flows/a/prompts/x.md", "one");
  registry.commit("Add a");
  registry.write("flows/a/prompts/x.md", "two");
  registry.commit("Change the prompt");
  const request = await openRequest(registry.dir);
  const options = {
    tagger: TAGGER,
    signer: null,
    tagsPerPush: 10,
    maxReleases: null,
    time: createFakeTime(),
    deadline: null,
    earlierPlan: null,
  };
  const { notes } = await release(request, options);

  const digest = `sha256:${sum(`${sum(flow)}  1.0.0.yml\n${sum("one")}  prompts/x.md\n`)}`;
  expect(registry.git("for-each-ref", "--format=%(contents)", "refs/tags/a-v1.0.0")).toContain(`\nFlow-Content-Digest: ${digest}\n`);
  expect(notes.get("a-v1.0.0")).toContain(
    `- \`flows/a/prompts/x.md\`: \`sha256:${sum("one")}\`\n- All files of the version together: \`${digest}\``,
  );
  const { versions, ok } = await verify(await openRequest(registry.dir));
  expect(versions[0]?.checks).toContainEqual({ name: "content-digest", ok: true, expected: digest, found: digest });
  expect(ok).toBe(true);
});
