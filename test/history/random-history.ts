import { lstatSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { TestRegistry } from "../support/registry.ts";

type Edit = { readonly kind: "write"; readonly content: string } | { readonly kind: "delete" | "link" | "executable" | "nothing" };

type Step =
  | { readonly kind: "commit"; readonly edits: readonly (readonly [path: number, edit: Edit])[] }
  /** Takes back the newest commit, a merge and a revert too. */
  | { readonly kind: "revert" }
  /** A branch for each list of edits, one commit an edit, all merged at once; a branch keeps to its own path. */
  | { readonly kind: "merge"; readonly branches: readonly (readonly Edit[])[] };

/** The last ones look like other parts of `git log --raw -z`. */
export const PATHS = ["chat/1.0.0.yml", "chat/1.1.0.yml", "größe/フロー/2.0.0.yml", ":100644 100644 A", "\n:chat/1.0.0.yml"] as const;

const EDIT: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("A\n", "B\n", "C\n").map((content) => ({ kind: "write" as const, content })) },
  { weight: 3, arbitrary: fc.constantFrom("delete", "delete", "link", "executable", "nothing").map((kind) => ({ kind })) },
);

const STEP: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .array(fc.tuple(fc.nat({ max: PATHS.length - 1 }), EDIT), { maxLength: 3 })
      .map((edits) => ({ kind: "commit" as const, edits })),
  },
  { weight: 2, arbitrary: fc.constant({ kind: "revert" as const }) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.array(EDIT, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 })
      .map((branches) => ({ kind: "merge" as const, branches })),
  },
);

export const HISTORIES: fc.Arbitrary<readonly Step[]> = fc.array(STEP, { minLength: 1, maxLength: 10 });

/** Every kind of step, and every path. */
export const SAMPLE: readonly Step[] = [
  { kind: "commit", edits: PATHS.map((_, path) => [path, { kind: "write", content: "A\n" }]) },
  { kind: "commit", edits: [] },
  {
    kind: "merge",
    branches: [
      [{ kind: "write", content: "B\n" }, { kind: "delete" }, { kind: "write", content: "C\n" }],
      [{ kind: "link" }],
      [{ kind: "delete" }],
    ],
  },
  {
    kind: "commit",
    edits: [
      [3, { kind: "executable" }],
      [4, { kind: "write", content: "B\n" }],
    ],
  },
  { kind: "revert" },
  { kind: "revert" },
  { kind: "merge", branches: [[{ kind: "nothing" }], [{ kind: "write", content: "A\n" }]] },
  {
    kind: "commit",
    edits: [
      [2, { kind: "write", content: "C\n" }],
      [3, { kind: "delete" }],
    ],
  },
];

/** Carries the steps out in an empty repository, which then has at least one commit. */
export function playHistory(registry: TestRegistry, steps: readonly Step[]): void {
  // A file that seems renamed on one side would be a conflict; nobody is there to solve it.
  registry.git("config", "merge.renames", "false");
  registry.commit("root");
  steps.forEach((step, index) => {
    switch (step.kind) {
      case "commit":
        for (const [path, change] of step.edits) carryOut(registry, path, change);
        registry.commit(`:commit ${index}\n\n:100644 body\n`);
        break;
      case "revert":
        if (registry.git("rev-list", "--count", "HEAD") === "1") break;
        registry.git("read-tree", "--reset", "-u", "HEAD^");
        registry.commit(`revert ${index}`);
        break;
      case "merge":
        playMerge(registry, `${index}`, step.branches);
        break;
    }
  });
}

function playMerge(registry: TestRegistry, name: string, branches: readonly (readonly Edit[])[]): void {
  const names = branches.map((edits, path) => {
    registry.branch(`topic-${name}-${path}`);
    for (const change of edits) {
      carryOut(registry, path, change);
      registry.commit(`${change.kind} on topic ${name}-${path}`);
    }
    registry.checkout("main");
    return `topic-${name}-${path}`;
  });
  registry.merge(names, `merge ${name}`);
}

function carryOut(registry: TestRegistry, index: number, change: Edit): void {
  const path = PATHS[index] ?? PATHS[0];
  const file = lstatSync(join(registry.dir, path), { throwIfNoEntry: false });
  if (change.kind === "nothing") return;
  if (change.kind === "executable") {
    if (file?.isFile() === true) registry.chmod(path, 0o755);
    return;
  }
  if (change.kind === "link") {
    registry.link(path, "elsewhere.yml");
    return;
  }
  if (file !== undefined) registry.remove(path);
  if (change.kind === "write") registry.write(path, change.content);
}
