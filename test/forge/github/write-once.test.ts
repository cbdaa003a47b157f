import { RequestError } from "@octokit/request-error";
import { expect, test } from "vitest";
import { writeOnce } from "../../../src/forge/github/write-once.ts";
import { failure } from "../../../src/model/failure.ts";
import { createFakeTime } from "../../support/fake-time.ts";

function answered(status: number, code = ""): RequestError {
  const url = "https://example.com";
  const data = { message: "no", errors: [{ resource: "Release", code, field: "tag_name" }] };
  return new RequestError("no", status, {
    request: { method: "POST", url, headers: {} },
    response: { status, url, headers: {}, data },
  });
}

const UNREADABLE = failure("forge-unreadable", "message", "fix");

/** Plays the answers to the writes in turn; `done` says which attempt really does its work. */
async function play(
  answers: readonly Error[],
  done: number | null,
): Promise<{ readonly log: readonly string[]; readonly result: unknown }> {
  const log: string[] = [];
  const time = createFakeTime();
  let attempt = 0;
  let there = false;
  const result: unknown = await writeOnce(time, {
    what: "It failed",
    write: () => {
      attempt += 1;
      log.push("write");
      there ||= attempt === done;
      const answer = answers[attempt - 1];
      return answer === undefined ? Promise.resolve("made") : Promise.reject(answer);
    },
    look: () => {
      log.push("look");
      return Promise.resolve(there ? "there" : null);
    },
    taken: ({ codes }) => codes.includes("already_exists:tag_name"),
  }).catch((error: unknown) => error);
  expect(time.waits).toHaveLength(log.filter((entry) => entry === "write").length - 1);
  return { log, result };
}

const MADE = { found: false, value: "made" };
const FOUND = { found: true, value: "there" };

test.each<readonly [string, readonly Error[], number | null, readonly string[], unknown]>([
  ["at once", [], null, ["write"], MADE],
  ["by the second attempt", [answered(502)], null, ["write", "look", "write"], MADE],
  ["by an attempt whose answer is lost", [answered(502)], 1, ["write", "look"], FOUND],
  ["by an attempt whose answer cannot be read", [UNREADABLE], 1, ["write", "look"], FOUND],
  ["by another one", [answered(422, "already_exists")], 1, ["write", "look"], FOUND],
  ["by another one that is not to be seen at once", [answered(422, "already_exists")], null, ["write", "look", "write"], MADE],
  ["after a conflict", [answered(409)], null, ["write", "look", "write"], MADE],
])("what is made %s is made once", async (_name, answers, done, log, result) => {
  expect(await play(answers, done)).toEqual({ log, result });
});

test("a server that stays down is asked four times", async () => {
  const { log, result } = await play(
    Array.from({ length: 9 }, () => answered(503)),
    null,
  );
  expect(log.filter((entry) => entry === "write")).toHaveLength(4);
  expect(result).toMatchObject({ code: "forge-unreachable" });
});

test.each([
  ["a refusal", answered(422), { code: "forge-invalid" }],
  ["a Failure", failure("forge-rate-limit", "message", "fix"), { code: "forge-rate-limit" }],
  ["an error of ours", new TypeError("ours"), { message: "ours" }],
])("%s is not asked for again", async (_name, error, expected) => {
  const { log, result } = await play([error], null);
  expect(log).toEqual(["write"]);
  expect(result).toMatchObject(expected);
});
