import { expect, test } from "vitest";
import { writeOwnNotes } from "../../../src/forge/github/own-notes.ts";
import { problem } from "../../support/github/answer.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import { codesOf } from "../../run/open.ts";
import { openClient } from "./open-github.ts";

const TARGET = "a".repeat(40);

test("the previous tag is always given, and a first version has none", async () => {
  const github = await startForTest({ pulls: [{ number: 7, title: "Add a flow", author: "person", commits: [] }] });
  const { client, place } = openClient(github);
  const notes = await writeOwnNotes(client, place, { tag: "chat-v1.1.0", target: TARGET, previous: "chat-v1.0.0" });
  expect(notes).toContain("* Add a flow by @person");
  expect(notes).toContain("/compare/chat-v1.0.0...chat-v1.1.0");
  await writeOwnNotes(client, place, { tag: "chat-v1.0.0", target: TARGET, previous: null });
  expect(github.requests.filter(({ method }) => method === "POST").map(({ body }) => body)).toEqual([
    { tag_name: "chat-v1.1.0", target_commitish: TARGET, previous_tag_name: "chat-v1.0.0" },
    { tag_name: "chat-v1.0.0", target_commitish: TARGET },
  ]);
});

test.each([
  [problem(403, "Resource not accessible by integration"), "forge-denied"],
  [problem(422, "Validation Failed"), "forge-invalid"],
  [{ status: 200, body: { name: "x" } }, "forge-unreadable"],
])("what is no text is a failure %#", async (answer, code) => {
  const github = await startForTest();
  github.fail({ method: "POST", path: /generate-notes$/u }, { answer });
  const { client, place } = openClient(github);
  expect(await codesOf(writeOwnNotes(client, place, { tag: "t", target: TARGET, previous: null }))).toEqual([code]);
});
