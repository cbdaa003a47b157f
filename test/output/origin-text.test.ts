import { expect, test } from "vitest";
import { renderOrigin } from "../../src/output/origin-text.ts";
import { NOW, ORIGIN } from "../plan/consumer/sample-published.ts";

test.each([
  [{}, "team (the default): https://github.com/acme/flows, main at 01234567, asked just now"],
  [{ name: null, isDefault: false }, "https://github.com/acme/flows, main at 01234567, asked just now"],
  [
    { stale: true, askedAt: "2026-02-27T12:00:00Z" },
    "team (the default): https://github.com/acme/flows, main at 01234567, not asked now: this is what was there 2 days ago (2026-02-27T12:00:00Z)",
  ],
  [{ isDefault: false, branch: null }, "team: https://github.com/acme/flows, 01234567, asked just now"],
  [
    { type: "path", isDefault: false, url: "/flows", branch: null, commit: null, askedAt: null } as const,
    "team: /flows (a folder, as it is now)",
  ],
  [{ url: "https://x/\u001b[2J", isDefault: false }, "team: https://x/\\x1b[2J, main at 01234567, asked just now"],
])("%j is told as: %s", (change, text) => {
  expect(renderOrigin({ ...ORIGIN, ...change }, NOW)).toBe(text);
});
