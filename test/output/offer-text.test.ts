import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { NEWEST, renderNewest, renderOffer } from "../../src/output/offer-text.ts";
import { newestFirst, toOffering } from "../../src/plan/consumer/offer.ts";
import type { PublishedFlow } from "../../src/plan/consumer/published.ts";
import { foreign } from "../manual/sample-plan.ts";
import { NOW, ORIGIN, published, REVIEW } from "../plan/consumer/sample-published.ts";

const options = { colour: false, width: 120, now: NOW };

function render(flows: readonly PublishedFlow[], more: Partial<typeof options> & { readonly maxRows?: number } = {}): string {
  return renderOffer(toOffering(ORIGIN, flows, new Map()), { ...options, ...more });
}

test("an offer says where it comes from, and has a row for each flow", () => {
  const chat = published("chat/agent", ["1.0.0"], { tagged: false, description: "  Chats\twith  people." });
  expect(render([REVIEW, chat])).toMatchInlineSnapshot(`
    "Registry team (the default): https://github.com/acme/flows, main at 01234567, asked just now
    2 flows, 8 versions

    FLOW         LATEST  VERSIONS                                                                         DESCRIPTION
    chat/agent   1.0.0   1.0.0                                                                            Chats with peo…
    code_review  1.2.0   2.0.0-rc.1 (prerelease), 2.0.0-orbit (variant), 1.2.0, 1.1.0 (yanked), + 3 more  Reviews a merg…

    1 flow has no version tags: what is there is what the newest commit holds, and changes with it.
    "
  `);
});

test("two roots with the same flow are two rows, and the roots a column", () => {
  const text = render([REVIEW, { ...REVIEW, root: "experimental" }]);
  expect(text).toContain("ROOT");
  expect(text.match(/^code_review +experimental /m)).not.toBeNull();
  expect(render([REVIEW])).not.toContain("ROOT");
});

test("two folders of a registry without roots tell flows of one name apart", () => {
  const flow = { ...REVIEW, root: null };
  const text = render([
    { ...flow, path: "a/code_review" },
    { ...flow, path: "b/code_review" },
  ]);
  expect(text).toContain("FOLDER");
  expect(text).toMatch(/^code_review +b /m);
});

test("an empty registry is an offer of nothing", () => {
  expect(render([]).split("\n").slice(1)).toEqual(["0 flows, 0 versions", ""]);
});

test("flows beyond the limit are counted", () => {
  expect(render([published("a", []), published("b", [])], { maxRows: 1 })).toContain("and 1 more");
});

const LONG = published("business_context_security_guidelines", ["1.0.0", "1.1.0", "1.2.0", "2.0.0", "2.1.0", "3.0.0"], {
  description: "Looks after what every change of the product means for its business, and says so in one comment.",
});

test("versions have their columns before descriptions, and names before both", () => {
  const table = (width: number): string => render([LONG, REVIEW], { width }).split("\n").slice(3).join("\n");
  expect(table(150)).toMatchInlineSnapshot(`
    "FLOW                                  LATEST  VERSIONS                                                                         DESCRIPTION
    business_context_security_guidelines  3.0.0   3.0.0, 2.1.0, 2.0.0, 1.2.0, 1.1.0, + 1 more                                      Looks after what ev…
    code_review                           1.2.0   2.0.0-rc.1 (prerelease), 2.0.0-orbit (variant), 1.2.0, 1.1.0 (yanked), + 3 more  Reviews a merge req…
    "
  `);
  expect(table(120)).toMatchInlineSnapshot(`
    "FLOW                                  LATEST  VERSIONS                                                  DESCRIPTION
    business_context_security_guidelines  3.0.0   3.0.0, 2.1.0, 2.0.0, 1.2.0, 1.1.0, + 1 more               Looks after …
    code_review                           1.2.0   2.0.0-rc.1 (prerelease), 2.0.0-orbit (variant), + 5 more  Reviews a me…
    "
  `);
  expect(table(80)).toMatchInlineSnapshot(`
    "FLOW                                 LATEST  VERSIONS
    business_context_security_guidelin…  3.0.0   3.0.0, 2.1.0, 2.0.0, + 3 more
    code_review                          1.2.0   2.0.0-rc.1 (prerelease), + 6 more
    "
  `);
  expect(table(60)).toMatchInlineSnapshot(`
    "FLOW                      LATEST  VERSIONS
    business_context_securi…  3.0.0   3.0.0, + 5 more
    code_review               1.2.0   2.0.0-rc.1 (prerelease)…
    "
  `);
});

test("in every width, rows fit, and the number of the versions that are not named can be read", () => {
  const twins = [
    { ...LONG, root: null, path: `experimental/flows/configs/${LONG.flow}` },
    { ...REVIEW, root: null, path: "v1/flows/configs/code_review" },
    { ...REVIEW, root: null, path: "experimental/flows/configs/code_review" },
  ];
  fc.assert(
    fc.property(fc.subarray(twins, { minLength: 1 }), fc.integer({ min: 80, max: 200 }), (flows, width) => {
      const [, ...rows] = render(flows, { width })
        .split("\n")
        .slice(3)
        .filter((line) => line !== "");
      expect(rows).toHaveLength(flows.length);
      for (const row of rows) {
        expect(row.length).toBeLessThanOrEqual(width);
        expect(row).toMatch(row.startsWith("code_review") ? /, \+ [2-6] more( |$)/ : /(, \+ [1-5] more|1\.1\.0)( |$)/);
      }
    }),
  );
});

test("folders are those that hold the flows of one name, and a folder on disk has no newest commit", () => {
  const flow = { ...REVIEW, root: null, tagged: false };
  expect(
    render([
      { ...flow, path: "code_review" },
      { ...flow, path: "a/code_review" },
    ]),
  ).toMatch(/^code_review +a /m);
  const folder = { ...ORIGIN, type: "path" as const };
  expect(renderOffer(toOffering(folder, [flow], new Map()), options)).not.toContain("newest commit");
});

test("the newest versions are five at most, one at least, and with those that are counted all", () => {
  fc.assert(
    fc.property(fc.subarray([...REVIEW.versions]), fc.integer({ min: 0, max: 150 }), (versions, columns) => {
      const text = renderNewest(newestFirst({ versions }), columns, true);
      const named = versions.filter(({ version }) => text.split(/[ ,]+/).includes(version));
      const counted = Number(/\+ (\d+) more$/.exec(text)?.[1] ?? 0);
      expect(named.length + counted).toBe(versions.length);
      expect(named.length).toBeLessThanOrEqual(NEWEST);
      expect(named).toEqual(versions.slice(versions.length - named.length));
      if (named.length > 1) expect(text.length).toBeLessThanOrEqual(columns);
      if (versions.length > 0) expect(named.length).toBeGreaterThan(0);
    }),
  );
});

test("colours change no column, and a latest version that is deprecated has another one", () => {
  const deprecated = published("old", ["1.0.0"], { marks: { "1.0.0": { deprecated: { since: null, use: null, reason: null } } } });
  const coloured = render([REVIEW, deprecated], { colour: true });
  expect(coloured).toContain("\u001b[32m1.2.0\u001b[39m");
  expect(coloured).toContain("\u001b[33m1.0.0\u001b[39m");
  const plain = stripVTControlCharacters(coloured).split("\n");
  expect(plain.map((line) => line.trimEnd()).join("\n")).toBe(render([REVIEW, deprecated]));
});

test("whatever a registry writes, no terminal or runner obeys it", () => {
  fc.assert(
    fc.property(foreign, foreign, (name, description) => {
      for (const line of render([{ ...REVIEW, flow: name, description }]).split("\n")) expect(line).not.toMatch(/[\p{C}]|^\s*::|##\[/u);
    }),
  );
});
