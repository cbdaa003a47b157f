import type { Code } from "../../model/codes.ts";
import { failure, Failure } from "../../model/failure.ts";
import { tokenVariable } from "../../resolve/registry-name.ts";
import type { RegistrySource } from "../../resolve/source.ts";
import { registryLabel } from "./registry-label.ts";

/** A server said no, or there is nothing at the address: some servers do not tell which. */
const REFUSALS: ReadonlySet<Code> = new Set(["git-auth", "git-moved", "not-a-repository", "ssh-key-refused", "forge-auth", "forge-denied"]);

/** The same failure, in the words of somebody who only reads a registry. Other failures stay as they are. */
export function explainRefusal(source: RegistrySource, error: Failure): Failure {
  if (!REFUSALS.has(error.code)) return error;
  const [first, ...others] = error.problems;
  const { name, url } = source;
  if (isHere(url) && (error.code === "git-auth" || error.code === "not-a-repository")) return notThere(source, error);
  const label = name === null ? url : `${registryLabel(source)} (${url})`;
  const fix = error.code === "git-moved" ? "Give the registry its new address." : adviceFor(source);
  const message = `The registry ${label} could not be read: ${first.message}`;
  const rest = others.map((problem) => (problem.code === "forge-denied" ? { ...problem, fix: "Use a token that may read it." } : problem));
  return new Failure([{ ...first, message, fix }, ...rest], error);
}

function isHere(url: string): boolean {
  return /^file:/i.test(url) || /^(?:[/\\]|[A-Za-z]:[/\\])/.test(url);
}

/** No token opens a path of this machine. */
function notThere(source: RegistrySource, error: Failure): Failure {
  const { name, url } = source;
  const label = name === null ? "" : ` of the registry ${registryLabel(source)}`;
  const [{ message }] = error.problems;
  return failure(
    "not-a-repository",
    `There is no git repository at ${url}, the path${label}, or it may not be read: ${message}`,
    name === null ? "Correct the path." : "Correct the path in registries.yml; `flow-tagbot registry list` shows it.",
    error,
  );
}

function adviceFor({ name, type, url }: RegistrySource): string {
  if (isHere(url)) return "Check the path: there has to be a git repository.";
  if (!/^https?:/i.test(url)) return "Check the address, and that your SSH key may read it.";
  const variables = [...(name === null ? [] : [tokenVariable(name)]), ...(type === "github" ? ["GITHUB_TOKEN", "GH_TOKEN"] : [])];
  const places = [...(variables.length === 0 ? [] : [`in ${variables.join(", ")}`]), "with git's credential helper"];
  return `Check the address. If it is private, give a token that may read it, ${places.join(", or ")}.`;
}
