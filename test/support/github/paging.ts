import { problem, type Answer } from "./answer.ts";
import { repositoryUrl, type Call } from "./routes.ts";

const largestPage = 100;

/** One page of a list, with the Link header that leads to the others. `path` is the list's, below the repository. */
export function pageOf<T>(call: Call, path: string, all: readonly T[], render: (item: T) => unknown): Answer {
  const perPage = Math.min(largestPage, Math.max(1, Number(call.query.get("per_page") ?? 30)));
  const page = Math.max(1, Number(call.query.get("page") ?? 1));
  const items = all.slice((page - 1) * perPage, page * perPage);
  return { status: 200, headers: linkHeader(call, path, page, Math.ceil(all.length / perPage)), body: items.map(render) };
}

/** The answer to a page beyond the results that GitHub is willing to list, else undefined. */
export function beyondCap(call: Call): Answer | undefined {
  const perPage = Math.min(largestPage, Number(call.query.get("per_page") ?? 30));
  const first = (Number(call.query.get("page") ?? 1) - 1) * perPage;
  const cap = call.site.pageCap;
  return first < cap ? undefined : problem(422, `Only the first ${cap} results are available.`);
}

function linkHeader(call: Call, path: string, page: number, last: number): Readonly<Record<string, string>> {
  const links: string[] = [];
  const add = (relation: string, target: number): void => {
    const query = new URLSearchParams(call.query);
    query.set("page", String(target));
    links.push(`<${repositoryUrl(call, path)}?${query.toString()}>; rel="${relation}"`);
  };
  if (page > 1) add("prev", page - 1);
  if (page < last) add("next", page + 1);
  if (page < last) add("last", last);
  if (page > 1) add("first", 1);
  return links.length === 0 ? {} : { link: links.join(", ") };
}
