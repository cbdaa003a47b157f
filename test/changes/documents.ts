import type { Change, Comparison } from "../../src/changes/change.ts";
import { chooseProfile } from "../../src/changes/choose-profile.ts";
import { compareFlows } from "../../src/changes/compare.ts";
import { parseYaml } from "../../src/registry/parse-yaml.ts";
import type { YamlNode } from "../../src/registry/yaml-node.ts";

export function read(text: string): YamlNode {
  const parsed = parseYaml(text);
  if (!parsed.ok) throw new Error(parsed.fault.message);
  return parsed.root;
}

/** Any value as a document; JSON is YAML. */
export function readValue(value: unknown): YamlNode {
  return read(JSON.stringify(value));
}

export function compareTexts(before: string, after: string): Comparison {
  const [old, now] = [read(before), read(after)];
  return compareFlows(old, now, chooseProfile(now, null));
}

/** `added tool create_note of planner (required)`, parts behind `>`. */
export function brief(change: Change): string {
  const { subject, name, owner, traits } = change.meaning;
  const own = [
    change.kind,
    subject,
    name,
    ...(owner === null ? [] : ["of", owner]),
    ...(change.kind === "renamed" ? [`from ${change.from}`] : []),
    ...(change.kind === "moved" ? [`${change.from} to ${change.to}`] : []),
    ...(traits.length === 0 ? [] : [`(${traits.join(", ")})`]),
  ].join(" ");
  const parts = change.kind === "added" || change.kind === "removed" ? change.parts.map(brief) : [];
  return [own, ...parts].join(" > ");
}

export const REVIEW = `version: v1
name: review
description: Reviews
environment: chat
components:
  - name: planner
    type: AgentComponent
    prompt_id: plan_prompt
    prompt_version: ^1.0.0
    response_schema_id: verdict
    response_schema_version: ^1.0.0
    inputs:
      - context:goal
      - { from: "context:project_id", as: project }
    toolset: [read_file, grep, { run_command: { timeout: 5 } }]
    max_cycles: 3
  - name: writer
    type: AgentComponent
    prompt_id: write_prompt
    prompt_version: ^2.0.0
    inputs: ["context:planner.final_answer", "context:goal"]
    toolset: [edit_file]
  - name: saver
    type: DeterministicStepComponent
    tool_name: create_note
    inputs: [{ from: "context:writer.final_answer", as: body }]
routers:
  - { from: planner, condition: { input: "context:planner.status", routes: { ok: writer, default_route: abort } } }
  - { from: writer, to: saver }
  - { from: saver, to: end }
flow:
  entry_point: planner
  inputs:
    - category: merge_request
      input_schema:
        url: { type: string, description: Address of the merge request }
        title: { type: string, optional: true }
prompts:
  - prompt_id: plan_prompt
    prompt_template: { system: You plan what is to be done and say how long each of the steps will take, user: "{{goal}}" }
  - prompt_id: write_prompt
    prompt_template: { system: You write it down }
response_schemas:
  - schema_id: verdict
    definition: '{"type":"object","properties":{"score":{"type":"integer","minimum":1}},"required":["score"]}'
`;

export const RESEARCH = `workflow:
  name: research
  entry_point: planner
  input:
    topic: { type: string }
    depth: { type: number, required: false }
  runtime: { provider: copilot, default_model: small, mcp_servers: { web: { command: npx } } }
agents:
  - name: planner
    model: small
    input: [workflow.input.topic]
    tools: [read, search]
    prompt: Plan {{ workflow.input.topic }}
    output: { plan: { type: string }, score: { type: number } }
    routes:
      - { to: gate, when: "{{ output.score > 1 }}" }
      - { to: $end }
  - name: gate
    type: human_gate
    options:
      - { label: Go, value: go, route: runner }
      - { label: Stop, value: stop, route: $end }
  - name: runner
    type: script
    command: ls
    args: [-l]
    routes: [{ to: $end }]
output:
  plan: "{{ planner.output.plan }}"
`;

/** `REVIEW` or another text with one text replaced, which has to be there. */
export function edit(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`There is no ${JSON.stringify(from)}.`);
  return text.replaceAll(from, to);
}
