import fc from "fast-check";
import { expect, test } from "vitest";
import { toRegistryId } from "../../src/resolve/registry-id.ts";

test.each([
  ["https://github.com/acme/flows", "github-com-acme-flows"],
  ["https://git.example.org:8443/a/b/c.git", "git-example-org-8443-a-b-c"],
  ["git@example.org:acme/flows.git", "example-org-acme-flows"],
  ["/srv/flows", "srv-flows"],
  ["C:\\flows", "c-flows"],
  ["https://con/x", "con-x"],
])("the id of %s can be read", (url, words) => {
  expect(toRegistryId(url)).toMatch(new RegExp(`^${words}-[0-9a-f]{12}$`));
});

test("two URLs whose words are the same have different ids", () => {
  const urls = ["https://h/a-b/c", "https://h/a/b-c", "https://h/A/b-c", "http://h/a/b-c", "https://h/a/b-c.git"];
  expect(new Set(urls.map(toRegistryId)).size).toBe(urls.length);
});

test("any id is one safe file name on every system", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (url) => {
      expect(toRegistryId(url)).toMatch(/^[a-z0-9][a-z0-9_-]{0,72}-[0-9a-f]{12}$/);
    }),
  );
});
