export interface FlowYaml {
  readonly name: string;
  readonly description?: string;
  readonly environment?: "chat" | "ambient";
  readonly model?: string;
  /** Names of the agent components, in the order in which they run. */
  readonly components?: readonly string[];
  readonly toolset?: readonly string[];
  readonly prompt?: string;
}

/** A short flow file with the parts that real ones have: components, routers, prompts, an entry point. */
export function flowYaml(flow: FlowYaml): string {
  const components = flow.components ?? ["writer"];
  const toolset = flow.toolset ?? ["read_file", "list_dir"];
  const steps = components.map((name, index) => ({ name, next: components[index + 1] ?? "end" }));
  const lines = [
    "version: v1",
    `name: ${JSON.stringify(flow.name)}`,
    `description: ${JSON.stringify(flow.description ?? `The ${flow.name} flow`)}`,
    `environment: ${flow.environment ?? "ambient"}`,
    "components:",
    ...steps.flatMap(({ name }) => [
      `  - name: ${name}`,
      "    type: AgentComponent",
      `    prompt_id: ${name}_prompt`,
      `    toolset: [${toolset.join(", ")}]`,
    ]),
    "routers:",
    ...steps.flatMap(({ name, next }) => [`  - from: ${name}`, `    to: ${next}`]),
    "flow:",
    `  entry_point: ${components[0] ?? "end"}`,
    "prompts:",
    ...steps.flatMap(({ name }) => [
      `  - prompt_id: ${name}_prompt`,
      `    model: ${flow.model ?? "claude-sonnet"}`,
      "    prompt_template:",
      `      system: ${JSON.stringify(flow.prompt ?? "Answer briefly.")}`,
      '      user: "{{goal}}"',
    ]),
  ];
  return `${lines.join("\n")}\n`;
}
