import { countRequests } from "./count-requests.ts";
import type { RegistrySize } from "./landings.ts";
import { observe } from "./once.ts";
import { ROOTS } from "./landings.ts";
import { MORE_VERSIONS, prepareRegistries, tagbotArguments } from "./registries.ts";
import type { PlanResult, SizeResult } from "./results.ts";
import { interleave, runCommand } from "./run.ts";
import type { Contestant } from "./run.ts";

/** The bare git pass over the whole tree, and the yardstick: the one that answers for the roots only. */
const WHOLE_LOG = [
  "log",
  "--first-parent",
  "--diff-merges=first-parent",
  "--raw",
  "--no-renames",
  "-z",
  "--no-abbrev",
  "--format=%H",
  "main",
];
const BARE_LOG = [...WHOLE_LOG, "--", ...ROOTS];

export interface Setting {
  /** Folder for registries and scratch files. */
  readonly base: string;
  readonly node: string;
  readonly command: string;
  readonly action: string;
  readonly rounds: number;
  readonly say: (text: string) => void;
}

/** Measures one size. Throws when a plan is not the one that the generated registry must give: a wrong answer is never timed. */
export async function measureSize(size: RegistrySize, { base, node, command, action, rounds, say }: Setting): Promise<SizeResult> {
  const registries = await prepareRegistries(base, size, node, command, say);
  const name = `${String(size.flows)}x${String(size.versions)}`;
  const versions = size.flows * size.versions;
  const released = { repository: registries.released, expected: { versions, actions: 0 } };
  const cases = [
    { name: "first", repository: registries.untagged, expected: { versions, actions: 2 * versions }, json: true },
    { name: "released", ...released, json: false },
    { name: "releasedJson", ...released, json: true },
    {
      name: "grown",
      repository: registries.grown,
      expected: { versions: versions + MORE_VERSIONS, actions: 2 * MORE_VERSIONS },
      json: false,
    },
  ].map((one) => {
    const plain = tagbotArguments(command, "plan", one.repository);
    return { ...one, plain, args: one.json ? [...plain, "--json"] : plain };
  });

  const checkArguments = [command, "check", "--repo", registries.edited, ...ROOTS.flatMap((root) => ["--root", root])];
  const checked = countCheck((await runCommand({ file: node, args: [...checkArguments, "--json"] }, [0], true)).output);
  if (checked !== 1) throw new Error(`${name}: check looked at ${String(checked)} versions`);

  const observed = new Map<string, PlanResult["observed"]>();
  for (const { name: state, plain, args, json, expected } of cases) {
    say(`${name}: ${state}, git processes and memory`);
    const { output, ...counts } = await observe(node, args, base, [0]);
    const found = countPlan(json ? output : (await runCommand({ file: node, args: [...plain, "--json"] }, [0], true)).output);
    if (found.versions !== expected.versions || found.actions !== expected.actions) {
      throw new Error(`${name}, ${state}: expected ${JSON.stringify(expected)}, the plan has ${JSON.stringify(found)}`);
    }
    observed.set(state, counts);
  }

  const contestants: readonly Contestant[] = [
    { name: "bare", command: { file: "git", args: BARE_LOG, cwd: registries.untagged } },
    { name: "whole", command: { file: "git", args: WHOLE_LOG, cwd: registries.untagged } },
    ...cases.map(({ name: state, args }) => ({ name: state, command: { file: node, args } })),
    { name: "check", command: { file: node, args: checkArguments } },
  ];
  const medians = await interleave(contestants, rounds, (round) => {
    say(`${name}: round ${String(round)} of ${String(rounds)}`);
  });
  const result = (state: string): PlanResult => {
    const counts = observed.get(state);
    if (counts === undefined) throw new Error(`${state} was not observed`);
    return { milliseconds: medians.get(state) ?? NaN, observed: counts };
  };
  const commits = await runCommand(
    { file: "git", args: ["rev-list", "--count", "--first-parent", "main"], cwd: registries.untagged },
    [0],
    true,
  );
  return {
    size,
    commits: Number(commits.output),
    bareLog: medians.get("bare") ?? NaN,
    wholeLog: medians.get("whole") ?? NaN,
    first: result("first"),
    released: result("released"),
    releasedJson: result("releasedJson"),
    grown: result("grown"),
    applyMilliseconds: registries.applyMilliseconds,
    check: medians.get("check") ?? NaN,
    requests: await countRequests(node, action, registries.released, base),
  };
}

function countPlan(json: string): { readonly versions: number; readonly actions: number } {
  const plan: unknown = JSON.parse(json);
  if (
    typeof plan === "object" &&
    plan !== null &&
    "versions" in plan &&
    Array.isArray(plan.versions) &&
    "actions" in plan &&
    Array.isArray(plan.actions)
  ) {
    return { versions: plan.versions.length, actions: plan.actions.length };
  }
  throw new Error("plan --json printed no plan");
}

function countCheck(json: string): number {
  const report: unknown = JSON.parse(json);
  if (typeof report === "object" && report !== null && "versions" in report && Array.isArray(report.versions))
    return report.versions.length;
  throw new Error("check --json printed no report");
}
