import { didYouMean } from "../../config/did-you-mean.ts";
import { failure, type Failure } from "../../model/failure.ts";
import { folderOf } from "../../model/path.ts";
import { renderCommand } from "../../model/quote.ts";
import type { PublishedFlow } from "./published.ts";

/** So many names are told of at most. */
const SHOWN = 8;

/**
 * The flow of a name; without roots, also by the end of its folder's path (`chat/agent`). `flow-unknown` with the near names,
 * `flow-ambiguous` with the ways to choose. `called`: how references call it (`chat@team`).
 */
export function findFlow(flows: readonly PublishedFlow[], name: string, registry: string, called: string = name): PublishedFlow {
  const [one, ...others] = findFlows(flows, name, registry);
  if (others.length > 0) throw ambiguous([one, ...others], name, called);
  return one;
}

/** All flows that may be meant by the name; several where several roots hold one of it. `flow-unknown` where none does. */
export function findFlows(
  flows: readonly PublishedFlow[],
  name: string,
  registry: string,
): readonly [PublishedFlow, ...(readonly PublishedFlow[])] {
  const named = flows.filter(({ flow }) => flow === name);
  const matches = named.length > 0 ? named : flows.filter((flow) => isAt(flow, name));
  // Of a flow that only old tags tell of, and one that is there, the latter is meant.
  const present = matches.filter(({ path }) => path !== null);
  const [one, ...others] = present.length > 0 ? present : matches;
  if (one === undefined) throw unknown(flows, name, registry);
  return [one, ...others];
}

/** Whether a flow may be meant by a name. */
export function isCalled(flow: PublishedFlow, name: string): boolean {
  return flow.flow === name || isAt(flow, name);
}

/** Whether a name is that of a flow's folder, to the end: names have no slash in registries without roots. */
function isAt({ root, path, layout }: PublishedFlow, name: string): boolean {
  return root === null && layout === "versions" && path !== null && name.includes("/") && `/${path}`.endsWith(`/${name}`);
}

/** `flow-unknown`: `registry` is how it is called in sentences. */
export function unknown(flows: readonly PublishedFlow[], name: string, registry: string): Failure {
  const names = [...new Set(flows.filter(({ path }) => path !== null).map(({ flow }) => flow))];
  const near = didYouMean(name, names);
  const lastPart = name.slice(name.lastIndexOf("/") + 1);
  const alike = names.filter((flow) => flow !== near && (flow.endsWith(`/${lastPart}`) || flow === lastPart));
  const fix =
    near !== null
      ? `Did you mean ${[near, ...alike].slice(0, SHOWN).join(", ")}?`
      : names.length === 0
        ? "It holds no flows."
        : `It has ${listed(alike.length > 0 ? alike : names)}.`;
  return failure("flow-unknown", `The registry ${registry} has no flow ${JSON.stringify(name)}.`, fix);
}

/** `flow-ambiguous`: the flows' roots, and a tag that only one of them can have made. `called`: how references call the flow. */
export function ambiguous(matches: readonly PublishedFlow[], name: string, called: string): Failure {
  const counts = new Map<string, number>();
  for (const { versions } of matches)
    for (const { tag } of versions) if (tag !== null) counts.set(tag.name, (counts.get(tag.name) ?? 0) + 1);
  const ways = matches.map((match) => {
    const root = rootOf(match);
    const tag = match.versions.findLast((version) => counts.get(version.tag?.name ?? "") === 1)?.tag?.name;
    return { root, tag, words: renderCommand(["--root", root]) + (tag === undefined ? "" : ` (its tags are like ${tag})`) };
  });
  const tag = ways.find((way) => way.tag !== undefined)?.tag;
  return failure(
    "flow-ambiguous",
    `The flow ${name} is in ${ways.map(({ root }) => root).join(" and in ")}.`,
    `Choose with ${ways.map(({ words }) => words).join(" or ")}${tag === undefined ? "." : `, or name the tag itself, as in \`${called}#refs/tags/${tag}\`.`}`,
  );
}

/** The root that means this one of several; of a registry without roots, the folder above it. */
export function rootOf({ root, path, flow }: Pick<PublishedFlow, "root" | "path" | "flow">): string {
  if (root !== null) return root === "" ? "." : root;
  const folder = path ?? flow;
  return folderOf(folder) === "" ? "." : folderOf(folder);
}

/** Names with commas, and how many more there are. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(", ");
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown;
}
