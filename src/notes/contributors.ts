import type { Newcomer } from "../history/first-commits.ts";
import type { Contributor, LandingFacts } from "../model/notes-facts.ts";

const BOT = /\[bot\]/iu;
/** The address that a server gives to people who keep their own to themselves: it holds the login. */
const PRIVATE_EMAIL = /^(?:\d+\+)?([a-z\d](?:[a-z\d-]*[a-z\d])?)@users\.noreply\./iu;

/** People whose first commit of all came with one of the landings, oldest first, without bots. */
export function findContributors(
  landings: readonly LandingFacts[],
  newcomers: ReadonlyMap<string, readonly Newcomer[]>,
): readonly Contributor[] {
  return landings.toReversed().flatMap(({ sha, pulls }) =>
    (newcomers.get(sha) ?? []).flatMap(({ email, name, alone }) => {
      const [pull] = pulls;
      const author = alone && pulls.length === 1 ? (pull?.author ?? null) : null;
      if (author?.bot === true || BOT.test(name) || BOT.test(email)) return [];
      const login = PRIVATE_EMAIL.exec(email)?.[1] ?? author?.login ?? null;
      return [{ name, login, pull: pull === undefined ? null : { number: pull.number, url: pull.url } }];
    }),
  );
}
