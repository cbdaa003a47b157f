import type { Answer } from "./answer.ts";
import type { Caller, Need } from "./callers.ts";
import type { Repository, Site } from "./state.ts";

/** The raw body of an upload; empty for every other request. */
export type Upload = { readonly content: Buffer; readonly contentType: string };

/** A checked request for one repository. */
export type Call = {
  readonly site: Site;
  readonly repository: Repository;
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly upload: Upload;
  readonly accept: string;
};

export type Route = {
  readonly need: Need;
  readonly answer: (call: Call) => Answer | Promise<Answer>;
};

/** Routes by the operationId of the API description. */
export type Routes = Readonly<Record<string, Route>>;

/** The value of a path parameter, "" when the route's template has none of that name. */
export function param(call: Call, name: string): string {
  return call.params[name] ?? "";
}

/** URL of a path below the repository, in the API. */
export function repositoryUrl(call: Call, path = ""): string {
  return `${call.site.apiUrl}/repos/${call.repository.owner}/${call.repository.name}${path}`;
}

/** URL of a path below the repository, for people. */
export function pageUrl(call: Call, path = ""): string {
  return `${call.site.serverUrl}/${call.repository.owner}/${call.repository.name}${path}`;
}
