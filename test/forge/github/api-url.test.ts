import { expect, test } from "vitest";
import { toApiUrl } from "../../../src/forge/github/api-url.ts";

test.each([
  ["https://github.com", "https://api.github.com"],
  ["https://github.example.com:8443", "https://github.example.com:8443/api/v3"],
])("the API of %s is %s", (server, api) => {
  expect(toApiUrl(server)).toBe(api);
});
