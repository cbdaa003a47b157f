import { describe, expect, test } from "vitest";
import { describeChange } from "../../src/changes/describe.ts";
import { evaluateChanges } from "../../src/changes/evaluate.ts";
import { settingsFor } from "../../src/changes/settings.ts";
import { DEFAULT_GUARD } from "../../src/config/guard.ts";
import { compareTexts, RESEARCH, REVIEW } from "./documents.ts";

type Row = readonly [title: string, document: string, edits: readonly (readonly [from: string, to: string])[], lines: readonly string[]];

/** What is said of an edit, and the step that it asks for. */
function judge(before: string, after: string): readonly string[] {
  const settings = settingsFor(DEFAULT_GUARD, "", "");
  return evaluateChanges(compareTexts(before, after), { settings, allowances: [] }).hits.map(
    ({ change, rule, bump }) => `${describeChange(change)} [${rule}, ${bump}]`,
  );
}

function editAll(document: string, edits: Row[2]): string {
  return edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`There is no ${JSON.stringify(from)}.`);
    return text.replaceAll(from, () => to);
  }, document);
}

const PROMPTS = REVIEW.slice(REVIEW.indexOf("prompts:"), REVIEW.indexOf("response_schemas:"));
const ASK = "  - { name: ask, type: HumanInputComponent, sends_response_to: writer }\nrouters:\n";

const NOTHING: readonly Row[] = [
  ["an empty section", REVIEW, [["    toolset: [edit_file]\n", "    toolset: [edit_file]\n    subagents:\n"]], []],
  ["a flag without a value", REVIEW, [["url: { type", "url: { optional: ~, type"]], []],
  ["an input of a condition in its long form", REVIEW, [['"context:planner.status"', '{ from: "context:planner.status" }']], []],
  ["the type that an agent has anyway", RESEARCH, [["    model: small\n", "    model: small\n    type: agent\n"]], []],
  [
    "tools without a value, which are all",
    RESEARCH.replace("    tools: [read, search]\n", ""),
    [["    model: small\n", "    model: small\n    tools:\n"]],
    [],
  ],
  ["a toolset as a map", REVIEW, [["[edit_file]", "{ edit_file: }"]], []],
];

const RENAMES: readonly Row[] = [
  [
    "a component that a person answers to",
    REVIEW.replace("routers:\n", ASK),
    [["writer", "author"]],
    ["component writer is called author now [component-renamed, patch]"],
  ],
  [
    "a component that its routes do not follow: it is gone",
    REVIEW,
    [["name: writer", "name: author"]],
    [
      "component writer was removed [component-removed, major]",
      "component writer lost the tool edit_file [tool-removed, major]",
      "component author was added [component-added, minor]",
      "component author gained the tool edit_file [tool-added, minor]",
    ],
  ],
  [
    "a prompt with a short text that its component follows",
    REVIEW,
    [
      ["write_prompt", "the_words_of_authors"],
      ["You write it down", "Write"],
    ],
    [
      "prompt write_prompt is called the_words_of_authors now [setting-changed, patch]",
      "prompt text of the_words_of_authors changed [prompt-text-changed, patch]",
    ],
  ],
  [
    "a prompt and its component",
    REVIEW,
    [
      ["write_prompt", "the_words_of_authors"],
      ["You write it down", "Write"],
      ["writer", "author"],
    ],
    [
      "component writer is called author now [component-renamed, patch]",
      "prompt write_prompt is called the_words_of_authors now [setting-changed, patch]",
      "prompt text of the_words_of_authors changed [prompt-text-changed, patch]",
    ],
  ],
  [
    "a schema that says less under its new name",
    REVIEW,
    [
      ["verdict", "judgement_of_reviewers"],
      ['"minimum":1', '"minimum":2,"maximum":3'],
    ],
    [
      "response schema verdict is called judgement_of_reviewers now [schema-changed, minor]",
      "minimum of field judgement_of_reviewers.score of a response schema changed from 1 to 2 (narrowed) [schema-narrowed, major]",
      "maximum of field judgement_of_reviewers.score of a response schema is 3 now (narrowed) [schema-narrowed, major]",
    ],
  ],
  [
    "a prompt that its component does not follow: it is gone",
    REVIEW,
    [["prompt_id: plan_prompt\n    prompt_template", "prompt_id: planning\n    prompt_template"]],
    ["prompt plan_prompt was removed [prompt-removed, patch]", "prompt planning was added [prompt-added, patch]"],
  ],
  [
    "a group that its routes follow",
    `${RESEARCH.replace("route: runner", "route: crew")}parallel: [{ name: crew, agents: [runner], routes: [{ to: $end }] }]\n`,
    [["crew", "researchers_at_work"]],
    ["component crew is called researchers_at_work now [component-renamed, patch]"],
  ],
  [
    "an agent whose name also ends a sentence",
    RESEARCH.replace("prompt: Plan", "prompt: As a planner. Plan"),
    [
      ["name: planner", "name: strategist"],
      ["entry_point: planner", "entry_point: strategist"],
      ["{{ planner.", "{{ strategist."],
    ],
    ["component planner is called strategist now [component-renamed, patch]"],
  ],
];

const HOLES: readonly Row[] = [
  [
    "a toolset without a value",
    REVIEW,
    [["toolset: [edit_file]", "toolset:"]],
    ["component writer lost the tool edit_file [tool-removed, major]"],
  ],
  [
    "prompts without a value",
    REVIEW,
    [[PROMPTS, "prompts:\n"]],
    ["prompt plan_prompt was removed [prompt-removed, patch]", "prompt write_prompt was removed [prompt-removed, patch]"],
  ],
  [
    "flow inputs in a form that nobody knows",
    REVIEW,
    [
      [
        "      input_schema:\n        url: { type: string, description: Address of the merge request }\n        title: { type: string, optional: true }\n",
        "      input_schema: [url]\n",
      ],
    ],
    [
      "input merge_request.url was removed [input-removed, major]",
      "input merge_request.title was removed [input-removed, major]",
      "setting flow.inputs.merge_request.input_schema changed from 2 keys to 1 item [setting-changed, patch]",
    ],
  ],
  [
    "a tool in a toolset as a map",
    REVIEW,
    [["[edit_file]", "{ edit_file: , delete_file: }"]],
    ["component writer gained the tool delete_file [tool-added, minor]"],
  ],
  [
    "a component without a name, beside others",
    REVIEW,
    [
      ["[edit_file]", "[edit_file, grep]"],
      ["routers:\n", "  - { type: AgentComponent }\nrouters:\n"],
    ],
    ["component writer gained the tool grep [tool-added, minor]", 'component "(no name)" was added [component-added, minor]'],
  ],
  [
    "a second component of a name",
    REVIEW,
    [["routers:\n", "  - { name: writer, type: AgentComponent, toolset: [x] }\nrouters:\n"]],
    ['component "writer #2" was added [component-added, minor]', 'component "writer #2" gained the tool x [tool-added, minor]'],
  ],
  [
    "a component that gives no schema any more",
    REVIEW,
    [["    response_schema_id: verdict\n", ""]],
    ["response schema of component planner is not given any more (narrowed) [schema-narrowed, major]"],
  ],
  [
    "a flag that Python takes for true",
    REVIEW,
    [["title: { type: string, optional: true }", "title: { type: string, optional: yes }"]],
    ["optional of input merge_request.title changed from true to yes [setting-changed, patch]"],
  ],
  [
    "a flag in quotes",
    REVIEW,
    [["title: { type: string, optional: true }", 'title: { type: string, optional: "true" }']],
    ['optional of input merge_request.title changed from true to "true" [setting-changed, patch]'],
  ],
  [
    "a value more in an enum",
    REVIEW.replace('"minimum":1', '"enum":[1,2]'),
    [["[1,2]", "[1,2,3]"]],
    ["enum of field verdict.score of a response schema changed from 2 items to 3 items (widened) [schema-widened, minor]"],
  ],
  [
    "another format",
    REVIEW,
    [[REVIEW, "workflow: {}\nagents: []\n"]],
    [
      "format changed from flow-registry to conductor [framework-changed, major]",
      ...["version", "name", "description", "environment", "components", "routers", "flow", "prompts", "response_schemas"].map(
        (key) => `setting ${key} was removed [setting-changed, patch]`,
      ),
    ],
  ],
  [
    "a condition that is dropped",
    RESEARCH,
    [['{ to: gate, when: "{{ output.score > 1 }}" }', "{ to: gate }"]],
    ["condition of the route from planner to gate is not given any more [route-changed, minor]"],
  ],
  [
    "a tool more of a server",
    RESEARCH.replace("command: npx", "command: npx, tools: [search]"),
    [["[search]", "[search, post]"]],
    ["the flow gained the tool web.post [tool-added, minor]"],
  ],
  [
    "a server whose tools are not listed any more",
    RESEARCH.replace("command: npx", "command: npx, tools: [search]"),
    [[", tools: [search]", ""]],
    ["the flow gained every tool of web [tool-added, minor]"],
  ],
  [
    "an agent whose tools are not listed any more",
    RESEARCH,
    [["    tools: [read, search]\n", ""]],
    ["component planner gained every tool [tool-added, minor]"],
  ],
  [
    "a tool of the agent that a loop runs",
    `${RESEARCH}for_each: [{ name: each, source: planner.output.plan, agent: { name: x, prompt: Do, tools: [read] } }]\n`,
    [["tools: [read] }", "tools: [read, push] }"]],
    ["component each gained the tool push [tool-added, minor]"],
  ],
  [
    "an agent of its own in the place of another one, in a loop",
    `${RESEARCH}for_each: [{ name: each, source: planner.output.plan, agent: planner }]\n`,
    [["agent: planner }", "agent: { tools: [push] } }"]],
    ["route from each changed from planner to 1 key [route-changed, minor]", "component each gained the tool push [tool-added, minor]"],
  ],
  [
    "both prompts of an agent",
    RESEARCH.replace("prompt: Plan", "system_prompt: You plan\n    prompt: Plan"),
    [
      ["You plan", "You plan well"],
      ["prompt: Plan", "prompt: Plan well"],
    ],
    [
      "prompt text of planner (system_prompt) changed [prompt-text-changed, patch]",
      "prompt text of planner changed [prompt-text-changed, patch]",
    ],
  ],
  [
    "one of two texts of a prompt",
    REVIEW,
    [[', user: "{{goal}}"', ""]],
    ["prompt text of plan_prompt (user) is not given any more [prompt-text-changed, patch]"],
  ],
  [
    "a flag of what a component reads",
    REVIEW.replace("as: project }", "as: project, literal: true }"),
    [[", literal: true }", ", literal: true, optional: true }"]],
    ["optional of input project of component planner was added [component-input-changed, patch]"],
  ],
  [
    "options of a tool that had none",
    REVIEW,
    [["[edit_file]", "[{ edit_file: { most: 3 } }]"]],
    ["option most of tool edit_file of component writer was added [tool-options-changed, minor]"],
  ],
  [
    "a flag of a condition",
    REVIEW,
    [['"context:planner.status"', '{ from: "context:planner.status", optional: true }']],
    ["optional of the route from planner was added [route-added, minor]"],
  ],
  [
    "another category of what a component reads",
    REVIEW,
    [['from: "context:writer.final_answer"', 'from: "context:planner.final_answer"']],
    [
      "input body of component saver changed from context:writer.final_answer to context:planner.final_answer [component-input-changed, patch]",
    ],
  ],
  [
    "another component that a person answers to",
    REVIEW.replace("routers:\n", ASK),
    [["sends_response_to: writer", "sends_response_to: planner"]],
    ["route from ask changed from writer to planner [route-changed, minor]"],
  ],
  [
    "a direct route in the place of one with a condition",
    REVIEW,
    [["to: saver }", 'condition: { input: "context:writer.status", routes: { ok: saver } } }']],
    ["route from writer to saver was removed [route-removed, minor]", "conditional route from writer was added [route-added, minor]"],
  ],
];

describe("a maintainer reads of", () => {
  test.each([...NOTHING, ...RENAMES, ...HOLES])("%s", (_, document, edits, lines) => {
    expect(judge(document, editAll(document, edits))).toEqual(lines);
  });
});
