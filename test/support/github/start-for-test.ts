import { expect, onTestFinished } from "vitest";
import { startGithub, type GithubOptions, type GithubStandIn } from "./start-github.ts";

/** A stand-in for one test: it is stopped at the end, and the test fails if GitHub's API description was violated. */
export async function startForTest(options: GithubOptions = {}): Promise<GithubStandIn> {
  const github = await startUnchecked(options);
  onTestFinished(() => {
    expect(github.violations).toEqual([]);
  });
  return github;
}

/** The same for a test that looks at the violations itself. */
export async function startUnchecked(options: GithubOptions = {}): Promise<GithubStandIn> {
  const github = await startGithub(options);
  onTestFinished(github.stop);
  return github;
}
