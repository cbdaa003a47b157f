import { expect, test } from "vitest";
import { toListing } from "../../src/plan/listing.ts";
import { toSnapshot } from "./snapshot.ts";

const { registry, config } = toSnapshot({
  landings: [{ "a/chat/1.0.0.yml": "1", "a/chat/1.1.0.yml": "2", "b/talk/1.0.0.yml": "3", "b/talk/2.0.0-rc.1.yml": "4" }],
  config: {
    yanked: [{ flow: "chat", version: "1.1.0", root: null, reason: "Wrong" }],
    deprecated: [{ flow: "chat", versions: null, root: null, since: null, use: "talk", reason: null }],
  },
});

test("every flow has one latest, whichever versions are asked for", () => {
  const latest = (flows: readonly string[], version: string | null): readonly string[] =>
    toListing(registry, config, { flows, version }).files.flatMap((file) => (file.latest ? [`${file.flow} ${file.version}`] : []));
  expect(latest([], null)).toEqual(["chat 1.0.0", "talk 1.0.0"]);
  expect(latest(["chat"], "1.1.0")).toEqual([]);
  expect(latest(["chat"], "1.0.0")).toEqual(["chat 1.0.0"]);
});

test("marks come with their reasons", () => {
  const deprecated = { since: null, use: "talk", reason: null };
  expect(toListing(registry, config, { flows: ["chat"], version: null }).files.map(({ marks }) => marks)).toEqual([
    { yanked: null, deprecated },
    { yanked: { reason: "Wrong" }, deprecated },
  ]);
});
