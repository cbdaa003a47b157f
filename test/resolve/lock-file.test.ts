import { parse } from "yaml";
import { expect, test } from "vitest";
import { renderLock } from "../../src/resolve/lock-file.ts";
import { EMPTY_LOCK, type Lock } from "../../src/resolve/locked.ts";
import { COMMIT, DIGEST, locked } from "./locked.ts";

const OTHER = `sha256:${"cd".repeat(32)}`;

const LOCK: Lock = {
  flows: new Map([
    [
      "review",
      {
        reference: "code_review@team#^1.2",
        locked: locked("code_review", "1.2.3", {
          contentDigest: OTHER,
          files: [
            { path: "flows/code_review/prompts/b.md", digest: DIGEST },
            { path: "flows/code_review/prompts/a.md", digest: DIGEST },
          ],
          prompts: [
            { id: "plan", range: "^1.0.0", found: { version: "1.1.0", path: "prompts/plan/1.1.0.yml", digest: DIGEST } },
            { id: "base", range: "^2.0.0", found: null },
          ],
          schemas: [{ id: "verdict", range: "1.0.0", found: { version: "1.0.0", path: "schemas/verdict/1.0.0.json", digest: DIGEST } }],
          workflows: [{ path: "common/sub.yaml", digest: DIGEST }],
          uses: [{ written: "writer#^2", reference: "writer@team#^2" }],
        }),
      },
    ],
    [
      "drafts",
      {
        reference: "draft@mine",
        locked: locked("draft", "1.0.0", {
          registry: "./my-flows",
          version: null,
          kind: null,
          tag: null,
          commit: null,
          path: "draft/agent.yml",
        }),
      },
    ],
    ["true", { reference: "qa#2.0.0-rc.1", locked: locked("qa", "2.0.0-rc.1", { kind: "prerelease" }) }],
  ]),
  dependencies: new Map([["writer@team#^2", locked("writer", "2.0.0")]]),
};

test("a lockfile is sorted, has one key a line, and says who writes it", () => {
  expect(renderLock(LOCK)).toMatchInlineSnapshot(`
    "# Written by \`flow-tagbot lock\` from flows.yml: what each reference means, for everybody and every run.
    # Do not edit it. After a change of flows.yml, or a merge: \`flow-tagbot lock\`. For newer versions: \`flow-tagbot lock --update\`.
    lockfile: 1

    flows:
      drafts:
        reference: "draft@mine"
        registry: "./my-flows"
        flow: "draft"
        path: "draft/agent.yml"
        digest: "sha256:abababababababababababababababababababababababababababababababab"
      review:
        reference: "code_review@team#^1.2"
        registry: "https://git.example.org/acme/flows"
        flow: "code_review"
        version: "1.2.3"
        tag: "code_review-v1.2.3"
        commit: "0123456789abcdef0123456789abcdef01234567"
        path: "flows/code_review/1.2.3.yml"
        digest: "sha256:abababababababababababababababababababababababababababababababab"
        content: "sha256:cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
        files:
          "flows/code_review/prompts/a.md": "sha256:abababababababababababababababababababababababababababababababab"
          "flows/code_review/prompts/b.md": "sha256:abababababababababababababababababababababababababababababababab"
        prompts:
          base:
            "^2.0.0": {}
          plan:
            "^1.0.0":
              version: "1.1.0"
              path: "prompts/plan/1.1.0.yml"
              digest: "sha256:abababababababababababababababababababababababababababababababab"
        schemas:
          verdict:
            "1.0.0":
              version: "1.0.0"
              path: "schemas/verdict/1.0.0.json"
              digest: "sha256:abababababababababababababababababababababababababababababababab"
        workflows:
          "common/sub.yaml": "sha256:abababababababababababababababababababababababababababababababab"
        flows:
          "writer#^2": "writer@team#^2"
      "true":
        reference: "qa#2.0.0-rc.1"
        registry: "https://git.example.org/acme/flows"
        flow: "qa"
        version: "2.0.0-rc.1"
        kind: "prerelease"
        tag: "qa-v2.0.0-rc.1"
        commit: "0123456789abcdef0123456789abcdef01234567"
        path: "flows/qa/2.0.0-rc.1.yml"
        digest: "sha256:abababababababababababababababababababababababababababababababab"

    dependencies:
      "writer@team#^2":
        registry: "https://git.example.org/acme/flows"
        flow: "writer"
        version: "2.0.0"
        tag: "writer-v2.0.0"
        commit: "0123456789abcdef0123456789abcdef01234567"
        path: "flows/writer/2.0.0.yml"
        digest: "sha256:abababababababababababababababababababababababababababababababab"
    "
  `);
});

test("other readers of YAML read the same, names like true among it", () => {
  const read: unknown = parse(renderLock(LOCK));
  expect(read).toMatchObject({
    lockfile: 1,
    flows: {
      true: { reference: "qa#2.0.0-rc.1", kind: "prerelease", commit: COMMIT },
      review: { version: "1.2.3", prompts: { base: { "^2.0.0": {} }, plan: { "^1.0.0": { version: "1.1.0" } } } },
    },
    dependencies: { "writer@team#^2": { digest: DIGEST } },
  });
});

test("the order in which flows were resolved does not show", () => {
  const flows = new Map([...LOCK.flows].toReversed());
  expect(renderLock({ ...LOCK, flows })).toBe(renderLock(LOCK));
});

test("a lock of nothing is a lockfile, too", () => {
  expect(parse(renderLock(EMPTY_LOCK))).toEqual({ lockfile: 1, flows: {} });
});
