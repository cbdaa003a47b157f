import { expect, test } from "vitest";
import { parseRef } from "../../../src/resolve/parse-ref.ts";
import { findSource } from "../../../src/run/consume/find-source.ts";
import { pinnedText, readPinned, toAnswerKey, toResolved } from "../../../src/run/consume/pinned.ts";
import { createRegistry } from "../../support/registry.ts";
import { openConsumer } from "./consumer.ts";

test("exact versions and full commits are pinned, and nothing else is", () => {
  const full = "a".repeat(40);
  const texts = ["1.2.3", "v1.2.3", "==1.2.3", full, full.slice(1), "^1", "latest", "main", "refs/tags/a-v1.0.0"];
  expect(texts.map((text) => pinnedText(parseRef(text)))).toEqual(["1.2.3", "1.2.3", "1.2.3", full, null, null, null, null, null]);
});

test("an answer is remembered for the flow as it was named, for each root", async () => {
  const registry = createRegistry();
  registry.write("x/chat/a/1.0.0.yml", "a: 1\n");
  registry.commit("one");
  registry.tag("a-v1.0.0");
  const consumer = await openConsumer({ team: registry.dir });
  const resolved = await consumer.resolve("chat/a#^1");
  const source = findSource(consumer.context, { kind: "default" }, null);
  const ref = { kind: "version", version: "1.0.0" } as const;
  const known = await readPinned(consumer.context, source, { flow: "chat/a", ref }, null);
  expect(known?.answer).toMatchObject({
    flow: "a",
    version: "1.0.0",
    tag: "a-v1.0.0",
    commit: registry.head(),
    contentDigest: resolved.contentDigest,
  });
  expect(known?.answer.why).not.toContain("^1");
  expect(await readPinned(consumer.context, source, { flow: "a", ref }, null)).toBeNull();
  expect(await readPinned(consumer.context, source, { flow: "chat/a", ref }, "x")).toBeNull();
  expect(toAnswerKey(source, "a", "1.0.0", "x")).toMatchObject({ flow: "a", ref: "1.0.0", root: "x", prerelease: false });

  if (known === null) throw new Error("nothing is known");
  const deprecated = { since: "2026-01-01", use: "b@^1", reason: "Old" };
  const marked = { ...known.answer, yanked: { reason: "Leaks" }, deprecated };
  expect(toResolved(consumer.context, source, marked, known.entry, { reference: "a", staleSince: null, cached: true })).toMatchObject({
    deprecated,
    cached: true,
  });
  expect(consumer.notices.map(({ code, message }) => [code, message])).toEqual([
    ["version-yanked", "a 1.0.0 was yanked: Leaks"],
    ["version-deprecated", "a 1.0.0 is deprecated since 2026-01-01: Old"],
  ]);
});
