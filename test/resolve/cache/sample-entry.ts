import { hash } from "node:crypto";
import type { Answer, AnswerKey, EntryFacts, EntryKey } from "../../../src/resolve/cache.ts";

export const PATH = "flows/code_review/1.2.0.yml";
export const REGISTRY = { id: "example-com-acme-flows-0123456789ab", url: "https://example.com/acme/flows" };

export interface SampleEntry {
  readonly key: EntryKey;
  readonly facts: EntryFacts;
  readonly contents: ReadonlyMap<string, Buffer>;
}

/** An entry of these files, the version file first; `commit` is one digit of it. */
export function entryOf(
  texts: Readonly<Record<string, string>> = { [PATH]: "name: code review\n", "flows/code_review/prompts/one.md": "Review.\n" },
  { commit = "a", registry = REGISTRY }: { readonly commit?: string; readonly registry?: EntryKey["registry"] } = {},
): SampleEntry {
  const contents = new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));
  const files = [...contents].map(([path, bytes]) => ({
    path,
    digest: digestOf(bytes),
    size: bytes.length,
    executable: path.endsWith(".sh"),
  }));
  const path = files[0]?.path ?? "";
  const digest = files[0]?.digest ?? "";
  const id = commit.repeat(40);
  return {
    key: { registry, commit: id, path },
    facts: {
      flow: "code_review",
      version: "1.2.0",
      kind: "stable",
      tag: "code_review-v1.2.0",
      path,
      root: "flows",
      digest,
      contentDigest: digestOf(Buffer.from("all")),
      files,
      framework: "v1",
      commit: id,
    },
    contents,
  };
}

export const QUESTION: AnswerKey = { registry: REGISTRY, flow: "code_review", ref: "1.2.0", root: null, prerelease: false };

export const ANSWER: Answer = {
  flow: "code_review",
  version: "1.2.0",
  kind: "stable",
  tag: "code_review-v1.2.0",
  root: "flows",
  contentDigest: digestOf(Buffer.from("all")),
  commit: "a".repeat(40),
  path: PATH,
  why: "its tag is code_review-v1.2.0",
  yanked: { reason: "Wrong" },
  deprecated: { since: "2026-02-01", use: null, reason: null },
  at: "2026-03-01T12:00:00.000Z",
};

export function digestOf(bytes: Buffer): string {
  return `sha256:${hash("sha256", bytes)}`;
}
