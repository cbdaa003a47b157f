import { setTimeout as wait } from "node:timers/promises";
import { Failure } from "../../model/failure.ts";
import type { CreateResult, NewRelease } from "../port.ts";
import type { Client, Place } from "./client.ts";
import { githubFailure, toRefusal } from "./failures.ts";
import { parseRelease, type GithubRelease } from "./parse-release.ts";
import { readDraft, readReleaseByTag } from "./read-releases.ts";

const ATTEMPTS = 4;

/**
 * Creates a release once. A request that failed in passing may have done its work all the same, so that every repeat
 * is preceded by a look at what is there.
 */
export async function createRelease(client: Client, place: Place, release: NewRelease, secondMs: number): Promise<CreateResult> {
  const find = (): Promise<GithubRelease | null> =>
    release.draft ? readDraft(client, place, release.tag) : readReleaseByTag(client, place, release.tag);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { kind: "created", release: await post(client, place, release) };
    } catch (error) {
      const refusal = toRefusal(error);
      if (refusal !== null && refusal.codes.includes("already_exists:tag_name")) {
        const existing = await find();
        if (existing !== null) return { kind: "exists", release: existing };
      }
      const unreadable = error instanceof Failure && error.code === "forge-unreadable";
      const passing = unreadable || (refusal !== null && refusal.status >= 500);
      if (passing) {
        const existing = await find();
        if (existing !== null) return { kind: "exists", release: existing };
        if (attempt < ATTEMPTS) {
          await wait(attempt ** 2 * secondMs);
          continue;
        }
      }
      throw error instanceof Failure ? error : githubFailure(`The release of ${release.tag} could not be created`, error);
    }
  }
}

async function post(
  client: Client,
  place: Place,
  { tag, target, title, body, draft, prerelease, latest }: NewRelease,
): Promise<GithubRelease> {
  const { data } = await client.rest.repos.createRelease({
    ...place,
    tag_name: tag,
    target_commitish: target,
    name: title,
    body,
    draft,
    prerelease,
    // A text, not a boolean; the default would give the badge to every release that is created.
    make_latest: latest ? "true" : "false",
    request: { retries: 0 },
  });
  return parseRelease(data);
}
