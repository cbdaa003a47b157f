import { expect, test } from "vitest";
import { readFlowLandings } from "../../src/run/read-flow-landings.ts";
import { planNotesOf } from "../../src/plan/notes-requests.ts";
import { readSnapshot } from "../../src/run/read-snapshot.ts";
import { createRegistry } from "../support/registry.ts";
import { openRequest } from "./open.ts";

test("all requests are read with one process, each with what it touched in its flow", async () => {
  const registry = createRegistry();
  for (const [subject, files] of [
    ["one", ["flows/a/1.0.0.yml", "flows/b/1.0.0.yml", "README.md"]],
    ["two", ["flows/a/1.1.0.yml", "flows/a/README.md"]],
  ] as const) {
    for (const file of files) registry.write(file, subject);
    registry.commit(subject);
  }
  const request = await openRequest(registry.dir);
  if (request.branch === null) throw new Error("the registry has a branch");
  const snapshot = await readSnapshot({ ...request, branch: request.branch });
  const requests = snapshot.registry.files.flatMap((file) => planNotesOf(snapshot, file) ?? []);
  const landings = await readFlowLandings(request.repository, snapshot.line, requests);
  const told = requests.map((one) => [
    `${one.file.flow} ${one.file.version}`,
    (landings.get(one) ?? []).map(({ facts, paths }) => [facts.subject, [...paths].toSorted(), facts.pulls]),
  ]);
  expect(told).toEqual([
    ["a 1.0.0", [["one", ["flows/a/1.0.0.yml"], []]]],
    ["a 1.1.0", [["two", ["flows/a/1.1.0.yml", "flows/a/README.md"], []]]],
    ["b 1.0.0", [["one", ["flows/b/1.0.0.yml"], []]]],
  ]);
  expect((await readFlowLandings(request.repository, snapshot.line, [])).size).toBe(0);
});
