import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change } from "../../src/changes/change.ts";
import { chooseProfile } from "../../src/changes/choose-profile.ts";
import { compareFlows } from "../../src/changes/compare.ts";
import { renderPath } from "../../src/changes/path.ts";
import { brief, compareTexts, edit, read, readValue, RESEARCH, REVIEW } from "./documents.ts";

type Row = readonly [title: string, from: string, to: string, changes: readonly string[]];

const FLOW_REGISTRY: readonly Row[] = [
  ["the framework", "version: v1", "version: v2", ["changed framework version"]],
  ["the environment", "environment: chat", "environment: ambient", ["changed environment environment"]],
  ["a missing environment", "environment: chat\n", "", ["changed environment environment"]],
  ["the entry point", "entry_point: planner", "entry_point: writer", ["changed entry-point entry_point"]],
  ["a description", "Reviews", "Reviews code", ["changed description description"]],
  ["a required field", "{ type: string, optional: true }", "{ type: string }", ["changed input merge_request.title (required)"]],
  ["an optional one", "title: { type: string, optional: true }", "title: {optional: true}", ["changed input merge_request.title (type)"]],
  ["a flag that says what holds anyway", "url: { type: string", "url: { optional: false, type: string", []],
  ["a field more", "        url:", "        id: {type: integer}\n        url:", ["added input merge_request.id (required)"]],
  ["an optional field more", "        url:", "        id: {optional: true}\n        url:", ["added input merge_request.id (optional)"]],
  ["a field under another name", "url: { type", "uri: { type", ["renamed input merge_request.uri from url (required)"]],
  [
    "a category more",
    "    - category: merge",
    "    - {category: pipeline, input_schema: {id: {}, ref: {optional: true}}}\n    - category: merge",
    ["added input pipeline (required) > added input pipeline.id (required) > added input pipeline.ref (optional)"],
  ],
  [
    "a read of what callers have to give",
    "      - context:goal\n",
    "      - context:goal\n      - context:issue_id\n",
    ["added component-input context:issue_id of planner", "added input issue_id (required)"],
  ],
  [
    "a read that can do without",
    "      - context:goal\n",
    "      - context:goal\n      - {from: 'context:issue_id', optional: true}\n",
    ["added component-input context:issue_id of planner", "added input issue_id (optional)"],
  ],
  [
    "a further read of the same",
    '[{ from: "context:writer.final_answer", as: body }]',
    '[{ from: "context:writer.final_answer", as: body }, "context:goal"]',
    ["added component-input context:goal of saver"],
  ],
  [
    "the last read of an input",
    '      - { from: "context:project_id", as: project }\n',
    "",
    ["removed input project_id (required)", "removed component-input project of planner"],
  ],
  ["an input in its long form", "      - context:goal\n", "      - {from: 'context:goal'}\n", []],
  ["a tool more", "[edit_file]", "[create_note, edit_file]", ["added tool create_note of writer"]],
  ["a tool less", "[read_file, grep, {", "[read_file, {", ["removed tool grep of planner"]],
  ["all tools less", "    toolset: [edit_file]\n", "", ["removed tool edit_file of writer"]],
  ["tools in another order", "[read_file, grep, {", "[grep, read_file, {", []],
  ["a tool's options", "{ timeout: 5 }", "{ timeout: 6 }", ["changed tool-options run_command of planner"]],
  [
    "a tool that has no options any more",
    "{ run_command: { timeout: 5 } }",
    "run_command",
    ["removed tool-options run_command of planner"],
  ],
  [
    "the tool of a step",
    "tool_name: create_note",
    "tool_name: delete_note",
    ["removed tool create_note of saver", "added tool delete_note of saver"],
  ],
  ["a type", "type: Deterministic", "type: Other", ["changed component-type saver of saver"]],
  ["a setting", "max_cycles: 3", "max_cycles: 4", ["changed setting max_cycles of planner"]],
  ["a prompt's text", "You plan", "You do not plan", ["changed prompt-text plan_prompt"]],
  ["a prompt's text more", "{ system: You write it down }", "{ system: You write it down, user: x }", ["changed prompt-text write_prompt"]],
  [
    "a range that stays within",
    "prompt_version: ^1.0.0",
    "prompt_version: ^1.4.0",
    ["changed prompt-version prompt_version of planner (within)"],
  ],
  ["a range that does not", "prompt_version: ^1.0.0", "prompt_version: ^2.0.0", ["changed prompt-version prompt_version of planner"]],
  [
    "a schema's range",
    "schema_version: ^1.0.0",
    "schema_version: ~1.2.0",
    ["changed schema-version response_schema_version of planner (within)"],
  ],
  ["a schema that says less", ',"required":["score"]', "", ["changed schema-field verdict.score (narrowed)"]],
  ["a schema that takes more", '"minimum":1', '"minimum":0', ["changed schema-field verdict.score (widened)"]],
  ["a schema's formatting", '{"type":"object",', '{ "type" : "object" ,', []],
  [
    "a schema as a map",
    /'\{.*\}'/.exec(REVIEW)?.[0] ?? "",
    "{type: object, properties: {score: {type: integer, minimum: 1}}, required: [score]}",
    [],
  ],
  ["a target", "{ from: writer, to: saver }", "{ from: writer, to: end }", ["changed route writer of writer"]],
  ["a condition more", "{ ok: writer,", "{ ok: writer, retry: planner,", ["added route planner.retry of planner"]],
  ["a router less", "  - { from: saver, to: end }\n", "", ["removed route saver of saver"]],
  [
    "a component more, with what it can do",
    "routers:\n",
    "  - {name: tester, type: AgentComponent, toolset: [run_tests, grep], inputs: ['context:goal']}\nrouters:\n",
    ["added component tester > added tool run_tests of tester > added tool grep of tester"],
  ],
  ["a component under another name", "writer", "author", ["renamed component author from writer"]],
  ["a component whose name callers see", "saver", "keeper", ["renamed component keeper from saver (visible)"]],
  ["a prompt under another name, where it is used", "plan_prompt", "planning", ["renamed prompt planning from plan_prompt"]],
  [
    "no more routers",
    REVIEW.slice(REVIEW.indexOf("routers:"), REVIEW.indexOf("flow:")),
    "",
    ["removed route planner of planner", "removed route writer of writer", "removed route saver of saver"],
  ],
];

const CONDUCTOR: readonly Row[] = [
  ["the entry point", "entry_point: planner", "entry_point: gate", ["changed entry-point entry_point"]],
  ["the provider", "provider: copilot", "provider: other", ["changed environment provider"]],
  ["the model", "default_model: small", "default_model: large", ["changed model default_model"]],
  ["an input that has to be given now", "required: false", "required: true", ["changed input depth (required)"]],
  ["an input that has to be given now, by default", ", required: false", "", ["changed input depth (required)"]],
  ["an input with a default", "topic: { type: string }", "topic: { type: string, default: x }", ["changed input topic (optional)"]],
  ["an input more", "    topic:", "    lang: {type: string, required: false}\n    topic:", ["added input lang (optional)"]],
  ["an output more", "output:\n  plan:", "output:\n  more: x\n  plan:", ["added output more (visible)"]],
  ["a server more", "{ web: {", "{ db: {command: pg}, web: {", ["added permission mcp:db"]],
  ["a command", "command: ls", "command: rm", ["removed permission run:ls of runner", "added permission run:rm of runner"]],
  ["all tools", "    tools: [read, search]\n", "", ["added tool * of planner"]],
  ["no tools", "[read, search]", "[]", ["removed tool read of planner", "removed tool search of planner"]],
  ["a route less", "      - { to: $end }\n", "", ["removed route $end of planner"]],
  ["a route's target", "{ to: gate, when", "{ to: runner, when", ["changed route runner of planner"]],
  ["an option's target", "value: stop, route: $end", "value: stop, route: planner", ["changed route gate.stop of gate"]],
  [
    "what an agent answers",
    "plan: { type: string }",
    "plan: { type: object }",
    ["changed schema-field planner.plan of planner (narrowed)"],
  ],
  ["an agent under another name, wherever it is used", "planner", "designer", ["renamed component designer from planner"]],
];

describe.each([
  ["flow registry", REVIEW, FLOW_REGISTRY],
  ["conductor", RESEARCH, CONDUCTOR],
])("of the format %s", (_, document, rows) => {
  test.each(rows)("tells %s", (_title, from, to, changes) => {
    expect(compareTexts(document, edit(document, from, to)).changes.map(brief)).toEqual(changes);
  });
});

test("tells the order of routes, which are tried in it", () => {
  const [gate, end] = ['      - { to: gate, when: "{{ output.score > 1 }}" }\n', "      - { to: $end }\n"];
  expect(compareTexts(RESEARCH, edit(RESEARCH, gate + end, end + gate)).changes.map(brief)).toEqual(["moved route $end of planner 1 to 0"]);
});

test("shows the names of each document in what it tells of it", () => {
  const after = edit(edit(REVIEW, "writer", "author"), "{ from: author, to: saver }", "{ from: author, to: planner }");
  const { changes } = compareTexts(edit(REVIEW, "{ from: writer, to: saver }", "{ from: writer, to: writer }"), after);
  expect(changes.find(({ kind }) => kind === "changed")).toMatchObject({ from: { value: "writer" }, to: { value: "planner" } });
});

test("says by path, line and value where a change is", () => {
  const [change] = compareTexts(REVIEW, edit(REVIEW, "max_cycles: 3", "max_cycles: 4")).changes;
  expect(change).toMatchObject({
    kind: "changed",
    before: { line: 16, column: 5 },
    after: { line: 16, column: 5 },
    from: { kind: "scalar", value: 3 },
    to: { kind: "scalar", value: 4 },
  });
  expect(renderPath(change?.path ?? [])).toBe("components.planner.max_cycles");
});

test("keeps tools apart that a version gains and that only another component has", () => {
  const { capabilities } = compareTexts(REVIEW, edit(REVIEW, "[edit_file]", "[edit_file, grep, push]"));
  expect(capabilities.gained.map(({ name, owners, wholly }) => ({ name, owners, wholly }))).toEqual([
    { name: "grep", owners: ["writer"], wholly: false },
    { name: "push", owners: ["writer"], wholly: true },
  ]);
  expect(compareTexts(REVIEW, edit(REVIEW, "writer", "author")).capabilities).toEqual({ gained: [], lost: [] });
});

describe("of an unknown format", () => {
  test.each([
    ["a list of things with ids", "x: [{id: a, v: 1}, {id: b, v: 2}]", "x: [{id: b, v: 3}, {id: a, v: 1}]", ["changed x.b.v"]],
    ["a list of values", "x: [1, 2, 3, 4]", "x: [1, 3, 4, 5]", ["removed x[1]", "added x[3]"]],
    ["another kind of value", "x: [1]", "x: {a: 1}", ["changed x"]],
    ["another tag", "x: !file a", "x: !text a", ["changed x"]],
    ["the whole document", "a", "b", ["changed "]],
  ])("tells %s", (_, before, after, paths) => {
    const { profile, changes } = compareTexts(before, after);
    expect(profile).toBe("generic");
    expect(changes.map(({ kind, path }) => `${kind} ${renderPath(path)}`)).toEqual(paths);
  });
});

test("takes very long lists in its stride", () => {
  const list = (step: number): string => `x: [${Array.from({ length: 3000 }, (_, index) => (index * step) % 997).join(", ")}]`;
  expect(compareTexts(list(3), list(7)).changes.length).toBeGreaterThan(1000);
  const inputs = (letter: string): string => Array.from({ length: 5000 }, (_, index) => `"context:${letter}${index}"`).join(", ");
  const flow = (letter: string): string => `flow: {}\ncomponents: [{ name: a, inputs: [${inputs(letter)}] }]`;
  expect(compareTexts(flow("x"), flow("y")).changes).toHaveLength(20_000);
});

describe("of any document", () => {
  const word = fc.constantFrom("a", "b", "c", "planner", "end", "context:goal", "context:a", "^1.0.0");
  const scalar = fc.oneof(word, fc.integer({ min: 0, max: 3 }), fc.boolean(), fc.constant(null));
  const name = fc.constantFrom("planner", "writer", "saver", "tester");
  const bag = fc.dictionary(word, fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })), { maxKeys: 3 });
  const component = fc.record(
    {
      name,
      type: word,
      tool_name: word,
      toolset: fc.uniqueArray(word, { maxLength: 4 }),
      inputs: fc.array(word, { maxLength: 3 }),
      options: bag,
    },
    { requiredKeys: ["name"] },
  );
  const flow = fc.record({
    environment: scalar,
    components: fc.uniqueArray(component, { selector: (made) => made.name, maxLength: 4 }),
    routers: fc.array(fc.record({ from: name, to: fc.oneof(name, fc.constant("end")) }), { maxLength: 4 }),
    flow: fc.record({ entry_point: name }),
    more: fc.oneof(bag, fc.array(bag, { maxLength: 4 })),
  });

  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, inner]) => [key, shuffled(inner)]),
    );
  };

  const compare = (before: unknown, after: unknown): readonly Change[] => {
    const [old, now] = [readValue(before), readValue(after)];
    return compareFlows(old, now, chooseProfile(now, "flow-registry")).changes;
  };

  test("nothing differs from a copy with other keys first and other line breaks", () => {
    fc.assert(
      fc.property(flow, (value) => {
        const [old, now] = [readValue(value), read(JSON.stringify(shuffled(value), null, 2))];
        const { changes, capabilities } = compareFlows(old, now, chooseProfile(now, "flow-registry"));
        expect(changes).toEqual([]);
        expect(capabilities).toEqual({ gained: [], lost: [] });
      }),
    );
  });

  test("what is added one way is removed the other way", () => {
    const tally = (changes: readonly Change[], kind: string): readonly string[] =>
      changes
        .filter((change) => change.kind === kind)
        .map(({ meaning }) => `${meaning.subject} ${meaning.owner ?? ""}`)
        .toSorted();
    fc.assert(
      fc.property(flow, flow, (before, after) => {
        const [there, back] = [compare(before, after), compare(after, before)];
        for (const [kind, mirror] of [
          ["added", "removed"],
          ["removed", "added"],
        ] as const)
          expect(tally(there, kind).length).toBe(tally(back, mirror).length);
        expect(tally(there, "renamed").length).toBe(tally(back, "renamed").length);
      }),
    );
  });

  test("every change has its place in the newer document", () => {
    fc.assert(
      fc.property(flow, flow, (before, after) => {
        const text = JSON.stringify(after, null, 1);
        const [old, now] = [readValue(before), read(text)];
        const lines = text.split("\n");
        const { changes } = compareFlows(old, now, chooseProfile(now, "flow-registry"));
        for (const { after: place } of changes) expect(place.column).toBeLessThanOrEqual((lines[place.line - 1] ?? "").length + 1);
        for (const { after: place } of changes) expect(place.line).toBeLessThanOrEqual(lines.length);
      }),
    );
  });
});
