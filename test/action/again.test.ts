import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectCode, runAction } from "./run-action.ts";
import { checkOut, openSetting, repeated, stateOf, versions, writesOf } from "./setting.ts";

const VERSIONS = 4;
/** One push of all tags, then a release each. */
const WRITES = 1 + VERSIONS;

const finish: (() => void | Promise<void>)[] = [];
let undisturbed: unknown;

beforeAll(async () => {
  const setting = await openSetting({ onTestFinished: (done) => finish.unshift(done) }, versions(VERSIONS));
  const run = expectCode(await runAction(setting, { workspace: checkOut(setting) }), 0);
  expect(writesOf(run.requests)).toHaveLength(WRITES);
  undisturbed = stateOf(setting);
});

afterAll(async () => {
  for (const done of finish) await done();
});

describe.concurrent("the end is the same", () => {
  test.for(Array.from({ length: WRITES }, (_, index) => index + 1))(
    "when a run is killed after write request %i and the next one goes on",
    async (count, context) => {
      const setting = await openSetting(context, versions(VERSIONS));
      const workspace = checkOut(setting);
      const kill = new AbortController();
      setting.github.fail(({ write }) => write, {
        when: "after",
        skip: count - 1,
        run: () => {
          kill.abort();
        },
      });
      const killed = await runAction(setting, { workspace, killed: kill.signal });
      expect(killed.code).toBeNull();
      expect(writesOf(killed.requests)).toHaveLength(count);
      const next = expectCode(await runAction(setting, { workspace }), 0);
      expect(writesOf(next.requests)).toHaveLength(WRITES - count);
      expect(stateOf(setting)).toEqual(undisturbed);
      expect(repeated(setting)).toEqual([]);
    },
  );

  test("when two runs do the work at the same time, and both are green", async (context) => {
    const setting = await openSetting(context, versions(VERSIONS));
    const runs = await Promise.all([checkOut(setting), checkOut(setting)].map((workspace) => runAction(setting, { workspace })));
    for (const run of runs) expectCode(run, 0);
    expect(stateOf(setting)).toEqual(undisturbed);
    expect(repeated(setting)).toEqual([]);
    const made = runs.flatMap(({ outputs }) => JSON.parse(outputs["releases"] ?? "") as unknown);
    expect(made.flat()).toHaveLength(VERSIONS);
  });

  test("when answers get lost after the work was done", async (context) => {
    const setting = await openSetting(context, versions(2));
    setting.github.fail(({ path }) => path.endsWith("/git-receive-pack"), { when: "after", answer: "reset" });
    setting.github.fail({ method: "POST", path: /\/releases$/ }, { when: "after", answer: { status: 502, body: "" } });
    expectCode(await runAction(setting, { workspace: checkOut(setting) }), 0);
    expect(setting.github.releases).toHaveLength(2);
    expect(repeated(setting)).toEqual([]);
  });
});
