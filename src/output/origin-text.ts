import { renderVisible } from "../manual/visible.ts";
import type { Origin } from "../plan/consumer/offer.ts";
import { renderAge } from "./age.ts";
import { shortSha } from "./count.ts";

/** One line on where an offer comes from; `now` in milliseconds since 1970. */
export function renderOrigin({ name, isDefault, type, url, branch, commit, askedAt, stale }: Origin, now: number): string {
  const called = name === null ? "" : `${name}${isDefault ? " (the default)" : ""}: `;
  const at = commit === null ? "" : `, ${branch === null ? "" : `${branch} at `}${shortSha(commit)}`;
  const asked =
    askedAt === null
      ? ""
      : stale
        ? `, not asked now: this is what was there ${renderAge(now - Date.parse(askedAt))} (${askedAt})`
        : `, asked ${renderAge(now - Date.parse(askedAt))}`;
  return renderVisible(`${called}${url}${type === "path" ? " (a folder, as it is now)" : at}${asked}`);
}
