import type { CreateRelease, CreateTag } from "../../src/model/plan.ts";

export function createTag(tag: string, target: string): CreateTag {
  return {
    type: "create-tag",
    flow: "a",
    version: "1.0.0",
    tag,
    target,
    date: "2026-01-01T00:00:00Z",
    message: `${tag}\n\nFlow-Path: flows/a/1.0.0.yml\n`,
  };
}

export function createRelease(tag: string, target: string, latest = false): CreateRelease {
  return {
    type: "create-release",
    flow: "a",
    version: "1.0.0",
    tag,
    target,
    title: `Title of ${tag}`,
    prerelease: false,
    draft: false,
    latest,
  };
}

/** `a-v1.0.0`, `a-v1.1.0` … */
export function tagNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, minor) => `a-v1.${minor}.0`);
}

export const TAGGER = { name: "Tagger", email: "tagger@example.com" };
