import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_MARKS, toMarkWords, type Marks } from "../../src/model/marks.ts";
import { BANNER_START, readBanner, renderAlerts, renderBanner, withBanner, withoutBanner } from "../../src/notes/banner.ts";

const text = fc.string({ unit: "grapheme", maxLength: 500 });
const optional = fc.option(text);
const marks: fc.Arbitrary<Marks> = fc.record({
  yanked: fc.option(fc.record({ reason: text })),
  deprecated: fc.option(fc.record({ since: optional, use: optional, reason: optional })),
  backport: fc.boolean(),
  withdrawn: fc.boolean(),
});
const body = fc.string({ unit: "grapheme" }).filter((value) => !value.startsWith(BANNER_START));

const ALL: Marks = {
  yanked: { reason: "Leaks tokens, see @octo" },
  deprecated: { since: "2026-01-01", use: "code_review@^2", reason: "2.0.0 is faster." },
  backport: true,
  withdrawn: true,
};

describe("a banner", () => {
  it("tells every mark, the gravest first, with foreign text made harmless", () => {
    expect(withBanner("Notes\n", ALL)).toMatchInlineSnapshot(`
      "<!-- flow-tagbot:banner yanked withdrawn deprecated backport -->
      > [!CAUTION]
      > **Yanked: do not use this version.** Leaks tokens, see @&#8203;octo

      > [!NOTE]
      > **Withdrawn:** the file of this version is gone from the release branch. Its tag still holds it.

      > [!WARNING]
      > **Deprecated since 2026-01-01.** Use code_review@&#8203;^2 instead. 2.0.0 is faster.

      > [!NOTE]
      > **Backport:** a higher version was there before this one.
      <!-- flow-tagbot:banner-end -->

      Notes
      "
    `);
  });

  it("is nothing without marks", () => {
    expect([renderBanner(NO_MARKS), withBanner("Notes", NO_MARKS), readBanner("Notes")]).toEqual(["", "Notes", null]);
  });

  it("comes off any body again, which is then what it was, byte for byte", () => {
    fc.assert(
      fc.property(body, marks, marks, (before, first, second) => {
        expect(withoutBanner(withBanner(before, first))).toBe(before);
        expect(withBanner(withBanner(before, first), second)).toBe(withBanner(before, second));
      }),
    );
  });

  it("says which marks it was written for, whatever line ends an editor made of it", () => {
    fc.assert(
      fc.property(marks, fc.boolean(), (value, turned) => {
        const whole = withBanner("Notes\n", value);
        const read = readBanner(turned ? whole.replaceAll("\n", "\r\n") : whole);
        expect(read?.words ?? []).toEqual(toMarkWords(value));
      }),
    );
  });

  it("leaves room for the notes and has nothing but quotes in it, whatever the reasons are", () => {
    fc.assert(
      fc.property(marks, (value) => {
        expect(renderBanner(value).length).toBeLessThan(5_000);
        for (const alert of renderAlerts(value)) expect(alert).toMatch(/^> \[!(CAUTION|WARNING|NOTE)\]\n> [^\n]*$/u);
      }),
    );
    const worst = "@".repeat(500);
    expect(renderBanner({ ...ALL, yanked: { reason: worst }, deprecated: { since: null, use: null, reason: worst } }).length).toBeLessThan(
      5_000,
    );
  });
});
