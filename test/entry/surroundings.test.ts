import { expect, test } from "vitest";
import { readSurroundings, toGithubSettings, value } from "../../src/entry/surroundings.ts";
import { createFakeTime } from "../support/fake-time.ts";

test("white space is no value", () => {
  expect(["x", " x ", "", "  "].map((text) => value({ NAME: text }, "NAME"))).toEqual(["x", "x", null, null]);
  expect(value({}, "NAME")).toBeNull();
});

test.each([
  { environment: {}, input: null, token: null, secrets: [] },
  { environment: { GH_TOKEN: "gh" }, input: null, token: "gh", secrets: ["gh"] },
  { environment: { GH_TOKEN: "gh", GITHUB_TOKEN: "github" }, input: null, token: "github", secrets: ["github", "gh"] },
  { environment: { GITHUB_TOKEN: "github" }, input: "input", token: "input", secrets: ["input", "github"] },
])("of $environment and the input $input the token is $token, and all are secrets", ({ environment, input, token, secrets }) => {
  expect(readSurroundings(environment, input, ["key"])).toMatchObject({ token, secrets: [...secrets, "key"] });
});

test("the server is github.com unless the runner says otherwise", () => {
  expect(readSurroundings({}, null, [])).toMatchObject({ serverUrl: "https://github.com", apiUrl: null, repository: null });
  const own = readSurroundings(
    { GITHUB_SERVER_URL: "https://git.example.com", GITHUB_API_URL: "https://git.example.com/api/v3", GITHUB_REPOSITORY: "o/r" },
    "input",
    [],
  );
  const hooks = {
    onExchange: () => undefined,
    onWait: () => undefined,
    findToken: () => Promise.resolve(null),
    ownToken: true,
    deadline: null,
    time: createFakeTime(),
  };
  expect(toGithubSettings(own, hooks)).toEqual({
    serverUrl: "https://git.example.com",
    apiUrl: "https://git.example.com/api/v3",
    repository: "o/r",
    token: "input",
    ...hooks,
  });
});
