import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONVENTIONAL_TEMPLATE } from "../../src/notes/conventional-template.ts";
import { DEFAULT_TEMPLATE } from "../../src/notes/default-template.ts";
import { closeBlocks } from "../../src/notes/fit.ts";
import { authorOf, parseMarker } from "../../src/notes/marker.ts";
import { GITHUB_TEMPLATE } from "../../src/notes/github-template.ts";
import { MAX_BODY, RENDER_LIMITS, renderNotes } from "../../src/notes/render.ts";
import { exampleContext, landing, pull, SOME_CHANGES, template } from "./example-facts.ts";
import { textLines } from "./text-lines.ts";

const standard = await template(DEFAULT_TEMPLATE);
const github = await template(GITHUB_TEMPLATE);
const conventional = await template(CONVENTIONAL_TEMPLATE);
const manyCommits = Array.from({ length: 3_000 }, (_, index) => landing(String(index % 10), `feat: change ${index} of the flow 😀`));
const longFile = Array.from({ length: 600 }, (_, index) => `line ${index}: ${"text ".repeat(60)}😀`).join("\n");

describe("renderNotes", () => {
  it("ends in the marker that says what made it", async () => {
    const { body, cut } = renderNotes(standard, await exampleContext());
    expect(cut).toBe(false);
    expect(authorOf(body)).toBe("ours");
    expect(parseMarker(body)).toMatchObject({
      flow: "code_review",
      version: "1.2.0",
      digest: `sha256:${"0".repeat(64)}`,
      template: "default",
    });
  });

  it("leaves at most one empty line where tags stood, except in code", async () => {
    const { body } = renderNotes(
      await template("\n\na\n\n{% if initial %}x{% endif %}\n\n\nb\n```\n1\n\n\n2\n```\n\n"),
      await exampleContext(),
    );
    expect(body.startsWith("a\n\nb\n```\n1\n\n\n2\n```\n\n<!-- ")).toBe(true);
  });

  it("closes what a template leaves open, so that the marker stays hidden", async () => {
    const { body } = renderNotes(await template("<details>\n\n```\ncode"), await exampleContext());
    expect(body).toMatch(/^<details>\n\n```\ncode\n```\n\n<\/details>\n\n<!-- .* -->$/u);
  });

  it("shortens the diff first", async () => {
    const { body, cut } = renderNotes(standard, await exampleContext({ content: longFile, commits: manyCommits.slice(0, 100) }));
    expect(cut).toBe(true);
    expect(body.length).toBeLessThanOrEqual(MAX_BODY);
    expect(body.length).toBeGreaterThan(MAX_BODY * 0.8);
    expect(body).toMatch(/\n\(\d+ more lines left out\)\n```\n\n<\/details>\n/u);
    expect(body).toContain("change 99 ");
  });

  it("then leaves out the oldest commits and counts them", async () => {
    const { body, cut } = renderNotes(standard, await exampleContext({ content: longFile, commits: manyCommits }));
    expect(cut).toBe(true);
    expect(body.length).toBeLessThanOrEqual(MAX_BODY);
    expect(body).toContain("change 0 ");
    expect(body).not.toContain("change 2999 ");
    const shown = body.match(/^- feat: change/gmu)?.length ?? 0;
    expect(Number(/… and (\d+) more/u.exec(body)?.[1])).toBe(3_000 - shown);
    expect(body).not.toContain("too long");
  });

  it("at last cuts the text, links what shows the rest and keeps the marker", async () => {
    const endless = await template(
      "<details>\n\n{{ fence }}\n{% for i in range(5000) %}\nline {{ i }} of a template that never thought of limits\n{% endfor %}\n{{ fence }}",
    );
    const { body, cut } = renderNotes(endless, await exampleContext());
    expect(cut).toBe(true);
    expect(body.length).toBeLessThanOrEqual(MAX_BODY);
    expect(body).toMatch(
      /limits\n```\n\n<\/details>\n\nThese notes were too long .*`flow-tagbot notes code_review@1\.2\.0`.*\(https:\/\/forge\.test\/\S+\).*\n\n<!-- .* -->$/u,
    );
    expect(parseMarker(body)?.template).toBe(endless.id);
  });

  it("then the last changes, when they alone are too long", async () => {
    const changes = Array.from({ length: 300 }, (_, index) => ({
      text: `change ${index} ${"@<".repeat(140)}`,
      breaking: index === 299,
      rule: "anything-changed",
      kind: "changed" as const,
    }));
    const context = await exampleContext({ flowFacts: { ...SOME_CHANGES, changes } });
    const { body, cut } = renderNotes(standard, context);
    expect([cut, body.length <= MAX_BODY]).toEqual([true, true]);
    expect(body).toMatch(/## What changed in the flow\n\n- \*\*Breaking:\*\* change 299 /u);
    const shown = body.match(/^- (\*\*Breaking:\*\* )?change/gmu)?.length ?? 0;
    expect(Number(/… and (\d+) more/u.exec(body)?.[1])).toBe(300 - shown);
    expect(body).toContain("## Use this version");
  });

  it("stays as it is, whatever pull requests, their people and own notes hold", async () => {
    const foreign = fc
      .array(fc.constantFrom("|", "-->", "<!--", "```", "@team", "::error::", "\n", "- ", "#1", "</details>", "{{ flow }}", "x", "# "), {
        maxLength: 12,
      })
      .map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(foreign, foreign, foreign, async (title, login, own) => {
        const author = { login, bot: false };
        const closes = [{ number: 4, title, url: "https://forge.test/4" }];
        const context = await exampleContext({
          commits: [{ ...landing("e", "Add"), pulls: [pull(7, { title, author, closes, body: own, labels: [title] })] }],
          contributors: [{ name: login, login: null, pull: null }],
          ownNotes: own,
          forgeNotes: own,
          flowFacts: { ...SOME_CHANGES, gained: [{ kind: "tool", name: title }], summary: [own] },
        });
        for (const used of [standard, conventional, github]) {
          const { body } = renderNotes(used, context);
          const text = textLines(body).lines.join("\n");
          expect(text.match(/<!--/gu)).toHaveLength(1);
          expect(text).not.toMatch(/@team/u);
          expect(body.match(/^## Use this version$/gmu)).toHaveLength(1);
          expect(body).toMatch(/\n<!-- [^\n]* -->$/u);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("keeps any limit, tears no character and leaves nothing open", async () => {
    const context = await exampleContext({ content: longFile.slice(0, 4_000), commits: manyCommits.slice(0, 20) });
    fc.assert(
      fc.property(fc.integer({ min: 600, max: 9_000 }), fc.constantFrom(standard, conventional), (maxBody, used) => {
        const { body } = renderNotes(used, context, { ...RENDER_LIMITS, maxBody });
        expect(body.length).toBeLessThanOrEqual(maxBody);
        expect(body.isWellFormed()).toBe(true);
        expect(closeBlocks(body)).toBe(body);
        expect(parseMarker(body)?.flow).toBe("code_review");
      }),
      { numRuns: 60 },
    );
  });

  it("stays one list item a commit, whatever subjects and names hold", async () => {
    const foreign = fc
      .array(fc.constantFrom("|", "-->", "<!--", "```", "@team", "::error::", "\n", "- ", "#1", "</details>", "feat: ", "x"), {
        maxLength: 12,
      })
      .map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(foreign, foreign, async (subject, author) => {
        const context = await exampleContext({ commits: [{ ...landing("e", subject), author }] });
        const { body } = renderNotes(standard, context);
        expect(body.split("\n").filter((line) => line.includes("eeeeeeeeee"))).toHaveLength(1);
        expect(body.match(/<!--/gu)).toHaveLength(1);
        expect(body.match(/<details>/gu)).toHaveLength(1);
        expect(body).not.toMatch(/@team|(?<!code_review)#1\b/u);
      }),
      { numRuns: 60 },
    );
  });
});
