import { expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../../src/config/config.ts";
import { weighEdit } from "../../src/plan/weigh-edit.ts";
import { discover } from "../../src/registry/discover.ts";
import { flowYaml } from "../support/registry.ts";

const [FILE] = discover([{ mode: "100644", oid: "0".repeat(40), path: "flows/chat/1.0.0.yml" }], DEFAULT_CONFIG).files;
const BEFORE = flowYaml({ name: "chat" });

test.each([
  ["a prompt", flowYaml({ name: "chat", prompt: "Answer at length." }), "patch"],
  ["a tool that is new", flowYaml({ name: "chat", toolset: ["read_file", "list_dir", "grep"] }), "minor"],
  ["a tool that is gone", flowYaml({ name: "chat", toolset: ["read_file"] }), "major"],
  ["a file that cannot be read any more", "components: [", "major"],
] as const)("%s asks for its step", (_, after, step) => {
  expect(FILE === undefined ? null : weighEdit(Buffer.from(BEFORE), Buffer.from(after), FILE, DEFAULT_CONFIG).bump).toBe(step);
});
