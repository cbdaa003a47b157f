import { parseFlowsFile, type FlowsEntry } from "../../src/resolve/flows-file.ts";
import type { Lock, LockedFlow } from "../../src/resolve/locked.ts";

export const DIGEST = `sha256:${"ab".repeat(32)}`;
export const COMMIT = "0123456789abcdef0123456789abcdef01234567";

/** A flow of a registry, with what a test says of it. */
export function locked(flow: string, version = "1.0.0", more: Partial<LockedFlow> = {}): LockedFlow {
  return {
    registry: "https://git.example.org/acme/flows",
    flow,
    version,
    kind: "stable",
    tag: `${flow}-v${version}`,
    commit: COMMIT,
    path: `flows/${flow}/${version}.yml`,
    digest: DIGEST,
    contentDigest: DIGEST,
    files: [],
    prompts: [],
    schemas: [],
    workflows: [],
    uses: [],
    ...more,
  };
}

/** Entries of a `flows.yml`, by name. */
export function entriesOf(references: Readonly<Record<string, string>>): readonly FlowsEntry[] {
  return parseFlowsFile(
    Object.entries(references)
      .map(([name, reference]) => `${name}: ${JSON.stringify(reference)}\n`)
      .join(""),
    "flows.yml",
  );
}

export function lockOf(
  flows: Readonly<Record<string, readonly [string, LockedFlow]>>,
  dependencies: Readonly<Record<string, LockedFlow>> = {},
): Lock {
  return {
    flows: new Map(Object.entries(flows).map(([name, [reference, flow]]) => [name, { reference, locked: flow }])),
    dependencies: new Map(Object.entries(dependencies)),
  };
}

export const uses = (...references: readonly string[]): Pick<LockedFlow, "uses"> => ({
  uses: references.map((reference) => ({ written: reference, reference })),
});

/** Three flows, of which two share a dependency. */
export const LOCK = lockOf(
  {
    a: ["a#^1", locked("a", "1.0.0", uses("shared#^1", "only-a#^1"))],
    b: ["b#^1", locked("b", "1.0.0", uses("shared#^1"))],
    c: ["c#^1", locked("c")],
  },
  { "shared#^1": locked("shared", "1.0.0", uses("deep#^1")), "only-a#^1": locked("only-a"), "deep#^1": locked("deep") },
);
/** What it was made of. */
export const SAME = { a: "a#^1", b: "b#^1", c: "c#^1" };
