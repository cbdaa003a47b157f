import { describe, expect, test } from "vitest";
import { encodeTag, parseRepositoryAddress, toCompareUrl } from "../../src/forge/repository-address.ts";

test.each([
  ["https://github.com/octo/flows", "github.com", "octo", "flows", "https://github.com/octo/flows"],
  ["https://github.com/octo/flows.git", "github.com", "octo", "flows", "https://github.com/octo/flows"],
  ["https://github.com/octo/flows.git/", "github.com", "octo", "flows", "https://github.com/octo/flows"],
  ["https://github.com/octo/my.flows", "github.com", "octo", "my.flows", "https://github.com/octo/my.flows"],
  ["https://x-access-token:secret@github.com/octo/flows", "github.com", "octo", "flows", "https://github.com/octo/flows"],
  ["http://127.0.0.1:8080/octo/flows", "127.0.0.1:8080", "octo", "flows", "http://127.0.0.1:8080/octo/flows"],
  ["https://example.com:8443/group/sub/flows.git", "example.com:8443", "group/sub", "flows", "https://example.com:8443/group/sub/flows"],
  ["git@github.com:octo/flows.git", "github.com", "octo", "flows", "https://github.com/octo/flows"],
  ["github.com:octo/flows", "github.com", "octo", "flows", "https://github.com/octo/flows"],
  ["git@gitlab.example.com:group/sub/flows.git", "gitlab.example.com", "group/sub", "flows", "https://gitlab.example.com/group/sub/flows"],
  ["ssh://git@github.com/octo/flows.git", "github.com", "octo", "flows", "https://github.com/octo/flows"],
  ["ssh://git@ssh.github.com:443/octo/flows.git", "ssh.github.com", "octo", "flows", "https://ssh.github.com/octo/flows"],
])("%s is a repository on a server", (remote, host, owner, repo, url) => {
  expect(parseRepositoryAddress(remote)).toEqual({ host, owner, repo, url });
});

test.each([
  ["/srv/git/flows.git"],
  ["../flows"],
  ["./octo/flows.git"],
  ["file:///srv/octo/flows.git"],
  ["C:\\octo\\flows"],
  ["C:/octo/flows"],
  ["https://github.com/flows"],
  ["https://github.com/"],
  ["git@github.com:flows"],
  [""],
  ["."],
  ["git://github.com/octo/flows"],
])("%j is none", (remote) => {
  expect(parseRepositoryAddress(remote)).toBeNull();
});

describe("addresses of tags", () => {
  test("keep slashes and protect everything else", () => {
    expect(encodeTag("chat/agent-v1.0.0+build.5")).toBe("chat/agent-v1.0.0%2Bbuild.5");
    expect(encodeTag("größe#1?x")).toBe("gr%C3%B6%C3%9Fe%231%3Fx");
  });

  test("compare one tag with another", () => {
    expect(toCompareUrl("https://github.com/octo/flows", "a-v1.0.0", "b/c-v1.1.0+x")).toBe(
      "https://github.com/octo/flows/compare/a-v1.0.0...b/c-v1.1.0%2Bx",
    );
  });
});
