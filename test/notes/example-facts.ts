import type { FlowFacts, LandingFacts, NotesFacts } from "../../src/model/notes-facts.ts";
import { NO_MARKS } from "../../src/model/marks.ts";
import type { PullRequest } from "../../src/model/pull-request.ts";
import { toNotesContext } from "../../src/notes/context.ts";
import type { NotesContext } from "../../src/notes/context-schema.ts";
import { compileTemplate, type Template } from "../../src/notes/template.ts";

export function landing(id: string, subject: string, body = ""): LandingFacts {
  return { sha: id.repeat(40), subject, body, author: "Ada Lovelace", date: "2026-03-01T10:00:00Z", pulls: [] };
}

export const EXAMPLE_FACTS: NotesFacts = {
  flow: "code_review",
  version: "1.2.0",
  kind: "stable",
  path: "flows/code_review/1.2.0.yml",
  tag: "code_review-v1.2.0",
  target: "a".repeat(40),
  date: "2026-03-02T10:00:00Z",
  digest: `sha256:${"0".repeat(64)}`,
  content: "name: code_review\nmodel: large\nsteps: 3\n",
  previous: {
    version: "1.1.0",
    tag: "code_review-v1.1.0",
    path: "flows/code_review/1.1.0.yml",
    content: "name: code_review\nmodel: small\nsteps: 3\n",
  },
  commits: [
    landing(
      "b",
      "feat(model)!: use the large model",
      "Reviews get slower.\n\nBREAKING CHANGE: needs more memory\nRefs: #7\nSigned-off-by: Ada <ada@example.test>",
    ),
    landing("c", "Merge branch 'fix' into 'main'", "fix: count the steps\n\nSee merge request flows/registry!12"),
    landing("d", "Tidy up | for @team, closes #3"),
  ],
  repositoryUrl: "https://forge.test/flows/registry",
  compareUrl: "https://forge.test/flows/registry/compare/code_review-v1.1.0...code_review-v1.2.0",
  flowFacts: null,
  contributors: [],
  ownNotes: null,
  forgeNotes: null,
  format: "custom",
  contentDigest: `sha256:${"0".repeat(64)}`,
  files: [],
  marks: NO_MARKS,
};

/** What a comparison of two files may tell. */
export const SOME_CHANGES: FlowFacts = {
  requiredBump: "major",
  needs: "2.0.0",
  gained: [{ kind: "tool", name: "create_note" }],
  lost: [],
  changes: [
    { text: "component planner gained the tool create_note", breaking: false, rule: "tool-added", kind: "added" },
    { text: "required input issue_id was added", breaking: true, rule: "input-required-added", kind: "added" },
  ],
  summary: [],
  graph: "  start → planner\n~ planner → end",
};

export function pull(number: number, changes: Partial<PullRequest> = {}): PullRequest {
  return {
    number,
    title: `Title ${number}`,
    body: "",
    url: `https://forge.test/flows/registry/pull/${number}`,
    author: { login: "ada", bot: false },
    labels: [],
    closes: [],
    ...changes,
  };
}

export async function exampleContext(changes: Partial<NotesFacts> = {}): Promise<NotesContext> {
  return toNotesContext({ ...EXAMPLE_FACTS, ...changes });
}

export async function template(text: string, includes: Readonly<Record<string, string>> = {}): Promise<Template> {
  return compileTemplate({ name: "notes.md", text, includes: new Map(Object.entries(includes)) });
}

/** What a template prints for the data, without marker and fitting. */
export async function print(text: string, data: object = {}, includes: Readonly<Record<string, string>> = {}): Promise<string> {
  return (await template(text, includes)).render(JSON.stringify(data), 1_000);
}
