import { expect, test } from "vitest";
import type { OwnNotesRequest } from "../../src/forge/port.ts";
import { failure } from "../../src/model/failure.ts";
import type { NotesRequest } from "../../src/plan/notes-requests.ts";
import { planNotesOf } from "../../src/plan/notes-requests.ts";
import { readForgeNotes, type ForgeNotes } from "../../src/run/read-forge-notes.ts";
import { readSnapshot } from "../../src/run/read-snapshot.ts";
import { createRegistry } from "../support/registry.ts";
import { openRequest } from "./open.ts";

async function requestsOf(count: number): Promise<readonly NotesRequest[]> {
  const registry = createRegistry();
  for (let index = 0; index < count; index += 1) registry.write(`flows/chat/1.${index}.0.yml`, `a: ${index}\n`);
  registry.commit("Add");
  const request = await openRequest(registry.dir);
  if (request.branch === null) throw new Error("the registry has a branch");
  const snapshot = await readSnapshot({ ...request, branch: request.branch });
  return snapshot.registry.files.flatMap((file) => planNotesOf(snapshot, file) ?? []);
}

interface Read {
  readonly asked: readonly OwnNotesRequest[];
  readonly notes: ForgeNotes;
}

async function read(
  requests: readonly NotesRequest[],
  tags: readonly string[],
  config: "github" | "custom" = "github",
  able = true,
): Promise<Read> {
  const asked: OwnNotesRequest[] = [];
  const forge = {
    capabilities: { latest: true, pages: true, assets: true, pullRequests: true, ownNotes: able },
    writeOwnNotes: (request: OwnNotesRequest) => {
      asked.push(request);
      return request.tag === "chat-v1.3.0" && requests.length < 10
        ? Promise.reject(failure("forge-denied", "No.", "Give it."))
        : Promise.resolve(`Notes of ${request.tag}`);
    },
  };
  return { notes: await readForgeNotes(forge, { notes: config }, { tags: new Set(tags) }, requests), asked };
}

test("the previous tag of the flow is always told, and nothing is asked where it is not there", async () => {
  const requests = await requestsOf(3);
  const { asked, notes } = await read(requests, ["chat-v1.0.0"]);
  expect(asked).toEqual([{ tag: "chat-v1.1.0", target: requests[1]?.target, previous: "chat-v1.0.0" }]);
  expect([...notes.texts]).toEqual([["chat-v1.1.0", "Notes of chat-v1.1.0"]]);
  expect((await read(requests, ["chat-v1.0.0"], "custom")).asked).toEqual([]);
  expect((await read(requests, ["chat-v1.0.0"], "github", false)).asked).toEqual([]);
});

test("a refusal is a warning and ends the asking", async () => {
  const { asked, notes } = await read(await requestsOf(6), ["chat-v1.1.0", "chat-v1.2.0", "chat-v1.3.0"]);
  expect(asked.map(({ tag }) => tag)).toEqual(["chat-v1.2.0", "chat-v1.3.0"]);
  expect([...notes.texts.keys()]).toEqual(["chat-v1.2.0"]);
  expect(notes.problems).toMatchObject([{ code: "forge-denied", severity: "warning", fix: "Give it." }]);
});

test("at most a hundred are asked for", async () => {
  const requests = await requestsOf(104);
  const { asked, notes } = await read(
    requests,
    requests.map(({ tag }) => tag),
  );
  expect([asked.length, notes.problems.length]).toEqual([100, 1]);
  expect(notes.problems[0]?.message).toContain("100 versions of 103");
});
