import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openRegistry } from "../test/support/git-registry.ts";
import type { TestRegistry } from "../test/support/git-registry.ts";
import { LANDINGS } from "./landings.ts";
import type { Change, Landing } from "./landings.ts";

export interface DemoRegistry {
  /** The work tree, on main. */
  readonly repository: string;
  /** The bare repository that it pushes to. */
  readonly remote: string;
}

const FILES = join(import.meta.dirname, "registry");
const FIRST_PULL_REQUEST = 11;

/** Builds the sample registry below an existing empty folder; the same SHAs on every machine. */
export function buildDemoRegistry(dir: string): DemoRegistry {
  const registry = openRegistry({ base: dir });
  registry.write("README.md", "# Flows\n\nOne folder a flow, one file a version.\n");
  registry.commit("Start the registry");
  LANDINGS.forEach((landing, index) => {
    land(registry, landing, FIRST_PULL_REQUEST + index);
  });
  const remote = registry.addBareRemote();
  registry.push();
  registry.git("branch", "--quiet", "--set-upstream-to=origin/main", "main");
  // For the commits that a reader makes here, whatever git is told elsewhere.
  for (const [key, value] of [
    ["user.name", "Demo"],
    ["user.email", "demo@example.com"],
    ["commit.gpgSign", "false"],
  ] as const)
    registry.git("config", key, value);
  return { repository: registry.dir, remote };
}

function land(registry: TestRegistry, { branch, title, author, changes, tagged }: Landing, pullRequest: number): void {
  registry.branch(branch);
  for (const change of changes) apply(registry, change);
  registry.commit(title, { author });
  registry.checkout("main");
  registry.merge(branch, `${title} (#${String(pullRequest)})`, { author });
  registry.git("branch", "--quiet", "--delete", branch);
  if (tagged !== undefined) registry.tag(tagged, "HEAD", { message: tagged });
}

function apply(registry: TestRegistry, change: Change): void {
  switch (change.type) {
    case "add": {
      const text = readFileSync(join(FILES, change.path), "utf8");
      registry.write(
        change.path,
        (change.edits ?? []).reduce((result, [now, then]) => result.replace(now, then), text),
      );
      break;
    }
    case "remove":
      registry.remove(change.path);
      break;
    case "link":
      registry.link(change.path, change.target);
      break;
  }
}
