import { randomFrom } from "./random.ts";
import type { Random } from "./random.ts";

const TOOLS = [
  "read_file",
  "find_files",
  "grep",
  "list_dir",
  "edit_file",
  "run_command",
  "get_issue",
  "list_issues",
  "create_note",
  "get_job_logs",
  "create_merge_request",
  "get_commit_diff",
];
const WORDS =
  "read the change before answering name each file and line keep sentences short ask when two readings fit never guess run tests first cite what was found propose one step at a time".split(
    " ",
  );
const MODELS = ["claude-sonnet-4", "claude-opus-4", "claude-haiku-4"];

const sentence = (random: Random, words: number): string => Array.from({ length: words }, () => random.pick(WORDS)).join(" ");

function component(random: Random, name: string): readonly string[] {
  return [
    `  - name: ${name}`,
    "    type: AgentComponent",
    `    prompt_id: ${name}_prompt`,
    "    inputs:",
    "      - from: context:goal",
    "        as: goal",
    "    toolset:",
    ...Array.from({ length: 4 + random.below(4) }, () => `      - ${random.pick(TOOLS)}`),
    "    ui_log_events:",
    "      - on_agent_final_answer",
    "      - on_tool_execution_failed",
  ];
}

function prompt(random: Random, name: string): readonly string[] {
  return [
    `  - prompt_id: ${name}_prompt`,
    `    name: ${name}`,
    "    model:",
    "      params:",
    `        model: ${random.pick(MODELS)}`,
    `        max_tokens: ${String(1024 * (1 + random.below(16)))}`,
    "    prompt_template:",
    "      system: |",
    ...Array.from({ length: 8 + random.below(6) }, () => `        ${sentence(random, 8 + random.below(6))}`),
    '      user: "{{goal}}"',
    "      placeholder: history",
    "    params:",
    `      timeout: ${String(30 * (1 + random.below(20)))}`,
  ];
}

/** A flow file of 150 to 200 lines. Neighbouring versions differ in a few lines, revisions of one version in one. */
export function flowText(seed: number, flow: number, version: number, revision: number): string {
  const random = randomFrom(seed * 1_000_003 + flow);
  const names = ["collector", "planner", "worker", "reporter"];
  const components = names.flatMap((name) => component(random, name));
  const prompts = names.flatMap((name) => prompt(random, name));
  const edits = randomFrom(seed * 1_000_003 + flow * 8191 + version);
  const head = ["version: v1", `name: Flow ${String(flow)}`, `description: ${sentence(edits, 9)}`, "environment: ambient", "components:"];
  const routers = names.flatMap((name, index) => [`  - from: ${name}`, `    to: ${names[index + 1] ?? "end"}`]);
  const notes = Array.from({ length: 3 }, () => `  - ${sentence(edits, 7)}`);
  const tail = ["changes:", ...notes, ...(revision === 0 ? [] : [`  - revision ${String(revision)}, changed after it landed`])];
  return [...head, ...components, "routers:", ...routers, "flow:", "  entry_point: collector", "prompts:", ...prompts, ...tail, ""].join(
    "\n",
  );
}

const STEPS = 14;

/** A flow file of at least 500 lines; the second version has other tools, prompts and routes in a few places. */
export function longFlowText(version: 1 | 2): string {
  const random = randomFrom(7);
  const names = Array.from({ length: STEPS }, (_, index) => `step_${String(index + 1)}`);
  const components = names.flatMap((name) => component(random, name));
  const prompts = names.flatMap((name) => prompt(random, name));
  const routers = names.flatMap((name, index) => [`  - from: ${name}`, `    to: ${names[index + 1] ?? "end"}`]);
  const head = ["version: v1", "name: Long flow", "environment: ambient", "components:"];
  const lines = [...head, ...components, "routers:", ...routers, "flow:", "  entry_point: step_1", "prompts:", ...prompts, ""];
  if (version === 1) return lines.join("\n");
  return lines
    .flatMap((line, index) => {
      if (index % 97 === 0 && line.startsWith("        ")) return [`${line} and say why`];
      if (line === "    toolset:" && index % 2 === 0) return [line, "      - delete_branch"];
      return line === "    to: step_9" ? ["    to: step_10"] : [line];
    })
    .join("\n");
}
