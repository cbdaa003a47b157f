import { failure, Failure } from "../../model/failure.ts";
import { githubFailure, toRefusal } from "./failures.ts";

/** What a refused request about issues means: they are switched off, or a permission of their own is missing. */
export function issueFailure(what: string, error: unknown): Failure {
  const found = error instanceof Failure ? error : githubFailure(what, error);
  const refusal = toRefusal(found.cause);
  if (refusal?.status === 410 || refusal?.status === 404) {
    return failure(
      "issue-not-written",
      found.message,
      refusal.status === 410
        ? "Switch issues on in the repository's settings, or do without the issue with the option `issue`."
        : "Use a token that can see this repository and write its issues.",
      found.cause,
    );
  }
  if (found.code !== "forge-denied") return found;
  const fix = "Give the job `permissions: issues: write`, or use a token that may write issues.";
  return failure("forge-denied", found.message, fix, found.cause);
}
