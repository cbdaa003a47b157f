import { failure } from "../model/failure.ts";

/** Fails with `token-argument` if there is a flag `--token`, without repeating what it says. */
export function refuseToken(flags: Readonly<Record<string, unknown>>): void {
  if (flags["token"] === undefined) return;
  throw failure(
    "token-argument",
    "A token must not be passed as an argument: other users of the machine can read it.",
    "Put it into the environment variable GITHUB_TOKEN, or log in with `gh auth login`.",
  );
}
