import { expect, test } from "vitest";
import { renderLines, renderResolved, toResolvedJson } from "../../src/output/resolve-text.ts";
import type { ResolvedFlow } from "../../src/resolve/resolved.ts";

const DIGEST = `sha256:${"ab".repeat(32)}`;
const FILE = { path: "flows/code_review/1.2.0.yml", digest: DIGEST, size: 10, executable: false };

const FLOW: ResolvedFlow = {
  reference: "code_review@team#^1.2",
  flow: "code_review",
  version: "1.2.0",
  kind: "stable",
  tag: "code_review-v1.2.0",
  commit: "0123456789abcdef0123456789abcdef01234567",
  path: FILE.path,
  root: "flows",
  digest: DIGEST,
  contentDigest: DIGEST,
  files: [FILE],
  folder: "/cache/files",
  file: `/cache/files/${FILE.path}`,
  registry: { name: "team", type: "github", url: "https://github.com/acme/flows" },
  framework: "v1",
  yanked: null,
  deprecated: null,
  why: "It is the newest stable version in ^1.2.",
  staleSince: null,
  cached: true,
};

test("a resolved flow is a list of what there is to say", () => {
  expect(renderResolved(FLOW, false)).toMatchInlineSnapshot(`
    "flow       code_review
    version    1.2.0 (stable)
    tag        code_review-v1.2.0
    commit     0123456789abcdef0123456789abcdef01234567
    path       flows/code_review/1.2.0.yml
    digest     sha256:abababababababababababababababababababababababababababababababab
    framework  v1
    registry   team, https://github.com/acme/flows (github)
    why        It is the newest stable version in ^1.2.
    "
  `);
});

test("marks, age and companions stand out, and what there is not is left out", () => {
  const text = renderResolved(
    {
      ...FLOW,
      tag: null,
      commit: null,
      version: null,
      kind: null,
      framework: null,
      registry: null,
      files: [FILE, { ...FILE, path: "flows/code_review/prompt.md" }],
      yanked: { reason: "it loops" },
      deprecated: { since: "2026-01-31", use: "review@^2", reason: null },
      staleSince: "2026-02-01T00:00:00Z",
    },
    false,
  );
  expect(text).toMatchInlineSnapshot(`
    "flow        code_review
    yanked      it loops
    deprecated  since 2026-01-31; use review@^2
    stale       the registry could not be asked; this was so at 2026-02-01T00:00:00Z
    path        flows/code_review/1.2.0.yml
    digest      sha256:abababababababababababababababababababababababababababababababab
    files       2 files, together sha256:abababababababababababababababababababababababababababababababab
    why         It is the newest stable version in ^1.2.
    "
  `);
});

test("foreign text cannot steer the terminal", () => {
  expect(renderLines([["why", "a\u001b[2Jb\nc"]], false)).toBe("why  a\\x1b[2Jb\\nc\n");
});

test("machines get all of it, with what was told", () => {
  const notice = { code: "answer-stale", severity: "warning", path: null, line: null, message: "m", fix: "f" } as const;
  expect(toResolvedJson(FLOW, [notice])).toEqual({ schema: 1, ...FLOW, notices: [notice] });
});
