import type { LandingFacts, NotesFacts } from "../../src/model/notes-facts.ts";
import { toNotesContext } from "../../src/notes/context.ts";
import type { NotesContext } from "../../src/notes/context-schema.ts";
import { compileTemplate, type Template } from "../../src/notes/template.ts";

export function landing(id: string, subject: string, body = ""): LandingFacts {
  return { sha: id.repeat(40), subject, body, author: "Ada Lovelace", date: "2026-03-01T10:00:00Z" };
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
};

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
