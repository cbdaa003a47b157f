import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readFlowsFile, readLockFile, toLockPlace } from "../../../src/run/consume/lock-place.ts";

/** Typed, unlike the matcher. */
const containing = (text: string): unknown => expect.stringContaining(text);

test.each([
  ["/project/flows.yml", "/project/flows.lock", "flows.yml"],
  ["/project/ci/run.yaml", "/project/ci/run.lock", "ci/run.yaml"],
  ["/other/list", "/other/list.lock", "../other/list"],
  ["/project/.yml", "/project/.lock", ".yml"],
])("the lockfile of %s is %s", (file, lock, shown) => {
  expect(toLockPlace({ directory: "/project" }, file)).toMatchObject({ flows: file, lock, shown: { flows: shown } });
});

test("what is not there, and what cannot be read, are told apart", async () => {
  const directory = mkdtempSync(join(tmpdir(), "flow-tagbot-"));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  const place = toLockPlace({ directory }, join(directory, "flows.yml"));
  await expect(readFlowsFile(place)).rejects.toMatchObject({
    code: "flows-file-invalid",
    problems: [{ fix: containing("--file") }],
  });
  expect(await readLockFile(place.lock, "flows.lock")).toBeNull();
  mkdirSync(place.flows);
  mkdirSync(place.lock);
  await expect(readFlowsFile(place)).rejects.toMatchObject({ code: "flows-file-invalid", problems: [{ path: "flows.yml" }] });
  await expect(readLockFile(place.lock, "flows.lock")).rejects.toMatchObject({ code: "lock-invalid", problems: [{ path: "flows.lock" }] });
  rmSync(place.lock, { recursive: true });
  writeFileSync(place.lock, "lockfile: 1\nflows: {}\n");
  expect((await readLockFile(place.lock, "flows.lock"))?.lock.flows.size).toBe(0);
});
