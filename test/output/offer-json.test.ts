import { expect, test } from "vitest";
import { toOffer } from "../../src/output/offer-json.ts";
import { toOffering } from "../../src/plan/consumer/offer.ts";
import { ORIGIN, REVIEW } from "../plan/consumer/sample-published.ts";

test("for machines, all versions come with tag, commit and marks", () => {
  expect(toOffer(toOffering(ORIGIN, [REVIEW], new Map()))).toMatchObject({
    registry: { name: "team", default: true, url: ORIGIN.url, commit: ORIGIN.commit, askedAt: ORIGIN.askedAt, stale: false },
    flows: [
      {
        flow: "code_review",
        root: "flows",
        latest: "1.2.0",
        versions: [
          { version: "0.8.0", tag: "code_review-v0.8.0", commit: "1".repeat(40) },
          {},
          { version: "1.0.0", deprecated: { use: "code_review@^1.2" } },
          { version: "1.1.0", kind: "stable", yanked: { reason: "Leaks tokens" } },
          {},
          { version: "2.0.0-orbit", kind: "variant" },
          { version: "2.0.0-rc.1", kind: "prerelease" },
        ],
      },
    ],
  });
});
