/** What a landing does to a path; contents come from `registry/`. */
export type Change =
  | { readonly type: "add"; readonly path: string; readonly edits?: readonly (readonly [now: string, then: string])[] }
  | { readonly type: "remove"; readonly path: string }
  | { readonly type: "link"; readonly path: string; readonly target: string };

export interface Landing {
  readonly branch: string;
  readonly title: string;
  readonly author: string;
  readonly changes: readonly Change[];
  /** A tag that is already on the remote, at this landing. */
  readonly tagged?: string;
}

const ADA = "Ada Okafor <ada@example.com>";
const BRUNO = "Bruno Lindqvist <bruno@example.com>";
const CHIYO = "Chiyo Tanaka <chiyo@example.com>";
const DEPENDABOT = "dependabot[bot] <dependabot@example.com>";

const add = (path: string): Change => ({ type: "add", path });

/** The sample registry's history on main, oldest first. Each landing is a pull request. */
export const LANDINGS: readonly Landing[] = [
  {
    branch: "ada/first-flows",
    title: "Add the code review and issue triage flows",
    author: ADA,
    changes: [add(".github/flow-tagbot.yml"), add("flows/stable/code_review/1.0.0.yml"), add("flows/stable/issue_triage/1.0.0.yml")],
  },
  {
    branch: "bruno/summary",
    title: "Add a flow that summarizes discussions",
    author: BRUNO,
    changes: [add("flows/stable/summarize_discussion.yml")],
  },
  {
    branch: "chiyo/chat-agent",
    title: "feat(chat): an agent that answers questions about a project",
    author: CHIYO,
    changes: [add("flows/stable/chat/agent/1.0.0.yml")],
  },
  {
    branch: "bruno/release-notes",
    title: "Add release_notes 0.1.0",
    author: BRUNO,
    changes: [add("flows/stable/release_notes/0.1.0.yml")],
    tagged: "release_notes-v0.1.0",
  },
  {
    branch: "ada/review-finds-files",
    title: "feat(code_review): look for files by name, most important comment first",
    author: ADA,
    changes: [add("flows/stable/code_review/1.1.0.yml")],
  },
  {
    branch: "bruno/fix-pipeline",
    title: "Add the fix_pipeline flow",
    author: BRUNO,
    changes: [add("flows/stable/fix_pipeline/1.0.0.yml"), add("flows/experimental/dependency_update/0.1.0.yml")],
  },
  {
    branch: "chiyo/triage-security",
    title: "feat(issue_triage): security reports go to the security desk",
    author: CHIYO,
    // What landed first had another limit; a later landing changed the published file.
    changes: [{ type: "add", path: "flows/stable/issue_triage/1.1.0.yml", edits: [["max_tokens: 6144", "max_tokens: 4096"]] }],
  },
  {
    branch: "chiyo/chat-merge-requests",
    title: "feat(chat): know merge requests, ask back when a question has two meanings",
    author: CHIYO,
    changes: [add("flows/stable/chat/agent/1.1.0.yml")],
  },
  {
    branch: "ada/test-writer",
    title: "Try a flow that writes missing tests",
    author: ADA,
    changes: [add("flows/experimental/test_writer/0.1.0.yml")],
  },
  {
    branch: "bruno/triage-longer-answers",
    title: "fix(issue_triage): answers were cut off",
    author: BRUNO,
    changes: [add("flows/stable/issue_triage/1.1.0.yml")],
  },
  {
    branch: "ada/review-instructions",
    title: "feat(code_review): the project's own review instructions",
    author: ADA,
    changes: [add("flows/stable/code_review/1.2.0.yml")],
  },
  {
    branch: "bruno/notes-grouped",
    title: "feat(release_notes): group changes for the reader, withdraw 0.1.0",
    author: BRUNO,
    changes: [add("flows/stable/release_notes/0.2.0.yml"), { type: "remove", path: "flows/stable/release_notes/0.1.0.yml" }],
  },
  {
    branch: "chiyo/orbit",
    title: "feat(chat): the agent for Orbit asks the knowledge graph first",
    author: CHIYO,
    changes: [add("flows/stable/chat/agent/1.1.0-orbit.yml")],
  },
  {
    branch: "dependabot/dependency-update",
    title: "Publish dependency_update 0.2.0",
    author: DEPENDABOT,
    changes: [{ type: "link", path: "flows/experimental/dependency_update/0.2.0.yml", target: "0.1.0.yml" }],
  },
  {
    branch: "chiyo/review-runs-tests",
    title: "feat(code_review): run the tests before commenting (experimental)",
    author: CHIYO,
    changes: [add("flows/experimental/code_review/1.2.0.yml")],
  },
  {
    branch: "bruno/fix-pipeline-1.2.0",
    title: "feat(fix_pipeline): compare with earlier pipelines",
    author: BRUNO,
    changes: [add("flows/stable/fix_pipeline/v1.2.0.yml")],
  },
  {
    branch: "ada/tests-from-coverage",
    title: "feat(test_writer): start from the coverage report",
    author: ADA,
    changes: [add("flows/experimental/test_writer/0.2.0.yml")],
  },
  {
    branch: "ada/review-2",
    title: "feat(code_review)!: publish one review instead of single comments",
    author: ADA,
    changes: [add("flows/stable/code_review/2.0.0-rc.1.yml")],
  },
];
