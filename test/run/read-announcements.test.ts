import { expect, test } from "vitest";
import { readLine } from "../../src/git/read-landings.ts";
import { readAnnouncements } from "../../src/run/read-announcements.ts";
import { createRegistry } from "../support/registry.ts";
import { openRequest } from "./open.ts";

test("only annotated digest tags on the release branch announce anything", async () => {
  const registry = createRegistry();
  registry.commit("root");
  registry.addBareRemote();
  registry.git("tag", "-a", "-m", "One\n\nFlow-Tag: a-v1.0.0", "digest-20260101-00000001");
  registry.tag("digest-20260101-00000002");
  registry.git("tag", "-a", "-m", "Not ours\n\nFlow-Tag: b-v1.0.0", "digest-of-mine");
  registry.branch("side");
  registry.commit("Beside");
  registry.git("tag", "-a", "-m", "Beside\n\nFlow-Tag: b-v1.0.0", "digest-20260101-00000003");
  registry.push();
  const { repository, branch } = await openRequest(registry.dir);
  if (branch === null) throw new Error("there is no branch");
  const line = await readLine(repository.git, branch.head);
  expect(await readAnnouncements(repository, branch, line)).toEqual([
    { tag: "digest-20260101-00000001", commit: branch.head, date: "2026-01-01T00:00:00Z", title: "One", versions: ["a-v1.0.0"] },
  ]);
});
