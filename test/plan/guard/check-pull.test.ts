import fc from "fast-check";
import { expect, test } from "vitest";
import { BUMPS } from "../../../src/model/rule.ts";
import { check, findingsOf, flow, type Content } from "./pull.ts";

const PATHS = [
  "chat/1.0.0.yml",
  "chat/1.1.0.yml",
  "chat/1.0.0.yaml",
  "chat/2.0.0-rc.1.yml",
  "chat/1.0.0-orbit.yml",
  "chat/v1.yml",
  "talk/0.1.0.yml",
];
const TEXTS = [
  flow(),
  flow({ tools: ["grep", "run_command"] }),
  flow({ inputs: { goal: "required" } }),
  flow({ inputs: { goal: "optional" }, prompt: "Do it." }),
  `# other\n${flow()}`,
  "a: [",
];

const text = fc.constantFrom(...TEXTS);
const tree = fc.dictionary(fc.constantFrom(...PATHS), text);
const changes = fc.dictionary(
  fc.constantFrom(...PATHS),
  fc.oneof<[fc.Arbitrary<Content>, fc.Arbitrary<Content>]>(text, fc.constantFrom(null, { link: "x" })),
);
const tags = fc.dictionary(fc.constantFrom("chat-v1.0.0", "chat-v1.1.0", "talk-v0.1.0"), fc.oneof(text, fc.constant(null)));

test("A pull request that changes nothing has nothing to answer for, whatever is there", async () => {
  await fc.assert(
    fc.asyncProperty(tree, tags, async (base, tagged) => {
      const report = await check({ base, head: base, tags: tagged });
      expect(report).toMatchObject({ ok: true, findings: [], versions: [] });
    }),
  );
});

test("Whatever a pull request does, it is judged, in an order that does not depend on how it was read", async () => {
  await fc.assert(
    fc.asyncProperty(tree, changes, tags, async (base, head, tagged) => {
      const report = await check({ base, head, tags: tagged });
      const turned = await check({ base, head: Object.fromEntries(Object.entries(head).toReversed()), tags: tagged });
      expect(turned).toEqual(report);
      expect(report.ok).toBe(report.findings.every(({ severity }) => severity === "warning"));
      const errors = report.findings.map(({ severity }) => severity);
      expect(errors).toEqual(errors.toSorted());
      for (const { message, fix, line } of report.findings) {
        expect(message).toMatch(/^\S.*\.$/s);
        expect(fix).not.toBe("");
        expect(line === null || line >= 1).toBe(true);
      }
    }),
  );
});

test("A proposed number admits the change, and is taken by a second check", async () => {
  await fc.assert(
    fc.asyncProperty(text, text, fc.constantFrom("1.0.1", "1.1.0", "2.0.0", "2.0.0-rc.1"), async (before, after, number) => {
      const base = { "chat/1.0.0.yml": before };
      const [first] = (await check({ base, head: { [`chat/${number}.yml`]: after } })).versions;
      const next = first?.proposed ?? null;
      if (next === null) return;
      const again = await check({ base, head: { [`chat/${next}.yml`]: after } });
      const [second] = again.versions;
      expect(BUMPS.indexOf(second?.given ?? "none")).toBeGreaterThanOrEqual(BUMPS.indexOf(second?.required ?? "major"));
      expect(again.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    }),
  );
});

test("An edit that becomes its proposed version has nothing more to answer for", async () => {
  await fc.assert(
    fc.asyncProperty(
      text,
      text,
      fc.dictionary(fc.constantFrom("chat/1.1.0.yml", "chat/2.0.0.yml"), text),
      async (before, after, others) => {
        const base = { ...others, "chat/1.0.0.yml": before };
        const [edited] = (await check({ base, head: { "chat/1.0.0.yml": after } })).versions;
        const next = edited?.proposed ?? null;
        if (next === null) return;
        const again = await check({ base, head: { [`chat/${next}.yml`]: after } });
        expect(again.findings.filter(({ severity }) => severity === "error")).toEqual([]);
      },
    ),
  );
});

test("A broken promise comes before an odd number, and both before what is in a file", async () => {
  expect(
    await findingsOf({
      guard: { rules: { "dependency-floating": { level: "warn" } } },
      base: { "chat/1.0.0.yml": flow(), "talk/1.0.0.yml": flow({ range: "^1.0.0" }), ".github/flow-tagbot.yml": "" },
      head: {
        ".github/flow-tagbot.yml": "roofs: 1\n",
        "chat/1.0.0.yml": flow({ tools: ["grep", "edit_file"] }),
        "talk/1.0.1.yml": flow({ tools: ["grep", "edit_file"], range: "^1.0.0" }),
        "walk/1.2.0.yml": flow(),
      },
    }),
  ).toEqual([
    "error config-invalid .github/flow-tagbot.yml:1",
    "error published-edited chat/1.0.0.yml:10",
    "error tool-added talk/1.0.1.yml:10",
    "warning capability-gained chat/1.0.0.yml:10",
    "warning capability-gained talk/1.0.1.yml:10",
    "warning version-without-start walk/1.2.0.yml:1",
    "warning dependency-floating talk/1.0.1.yml:7",
  ]);
});
