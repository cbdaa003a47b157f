import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flowNameProblem, refNameProblem } from "../../src/model/ref-name.ts";
import { parseTagTemplate, tagFilter, renderTag, tagReadings } from "../../src/model/tag-template.ts";

const VALID = [
  "{flow}-v{version}",
  "experimental-{flow}-v{version}",
  "{flow}/{version}",
  "{flow}/v{version}",
  "{flow}_{version}",
  "{version}/{flow}",
  "v{version}-{flow}",
  "tags/{flow}/v{version}/yml",
  "{flow}v{version}",
  "{flow}.{version}",
];
const INVALID = [
  "",
  "{flow}",
  "{version}",
  "v1",
  "{flow}{version}",
  "{version}{flow}",
  "{flow}-{flow}-{version}",
  "{flow}-v{version}-{version}",
  "{flow}-{version}-{x}",
  "{flow}-{version}}",
  "{{flow}}-{version}",
  "{flow} {version}",
  "-{flow}-{version}",
  ".{flow}-{version}",
  "{flow}/.{version}",
  "{flow}-{version}.lock",
  "{flow}-{version}/",
  "/{flow}-{version}",
  "{flow}//{version}",
  "{flow}~{version}",
  "ü{flow}-{version}",
  "{flow}1{version}",
  "{version}x{flow}",
  "{flow}-\n{version}",
  `${"x".repeat(200)}{flow}-{version}`,
];

const FLOWS = fc
  .array(fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join("/"))
  .filter((flow) => flowNameProblem(flow) === null);
const NUMBER = fc.nat({ max: 300 });
const SUFFIX = fc.constantFrom("", "-rc.1", "-0", "-orbit", "-rc-x.2+build.7", "+build");
const VERSIONS = fc.tuple(NUMBER, NUMBER, NUMBER, SUFFIX).map(([major, minor, patch, suffix]) => `${major}.${minor}.${patch}${suffix}`);

describe("parseTagTemplate", () => {
  test.each(VALID)("takes %j", (text) => {
    expect(parseTagTemplate(text)).toMatchObject({ ok: true });
  });
  test.each(INVALID)("refuses %j", (text) => {
    expect(parseTagTemplate(text).ok).toBe(false);
  });
});

describe("renderTag and tagReadings", () => {
  test("a flow-first template gives back what was rendered", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...VALID.filter((text) => text.indexOf("{flow}") < text.indexOf("{version}"))),
        FLOWS,
        VERSIONS,
        (text, flow, version) => {
          expect(tagReadings(text, renderTag(text, flow, version))[0]).toEqual({ flow, version });
        },
      ),
    );
  });
  test("every template has what was rendered among its readings, and every reading renders to the tag", () => {
    fc.assert(
      fc.property(fc.constantFrom(...VALID), FLOWS, VERSIONS, (text, flow, version) => {
        const tag = renderTag(text, flow, version);
        const readings = tagReadings(text, tag);
        expect(readings).toContainEqual({ flow, version });
        for (const reading of readings) expect(renderTag(text, reading.flow, reading.version)).toBe(tag);
      }),
    );
  });
  test("a valid template makes valid tag names of valid flows and versions", () => {
    fc.assert(
      fc.property(fc.constantFrom(...VALID), FLOWS, VERSIONS, (text, flow, version) => {
        expect(refNameProblem(renderTag(text, flow, version))).toBeNull();
      }),
    );
  });
  test.each(["", "v1.0.0", "chat-1.0.0", "chat-v1.0", "chat-v01.0.0", "-v1.0.0", "chat-v1.0.0/x", "a b-v1.0.0"])(
    "%j is no tag of the default template",
    (tag) => {
      expect(tagReadings("{flow}-v{version}", tag)).toEqual([]);
    },
  );
  test("a tag of another root's template is not taken", () => {
    expect(tagReadings("experimental-{flow}-v{version}", "chat-v1.0.0")).toEqual([]);
  });
  test("text before and after never overlaps", () => {
    expect(tagReadings("x{flow}-{version}x", "x")).toEqual([]);
  });
});

test.each([
  ["chat-v1.0.0", true],
  ["chat/agent-v1.0.0", true],
  ["lab/1.0.0+chat.end", true],
  ["chat-1.0.0", false],
  ["lab/chat", false],
])("whether one of several templates can have made %s is %s", (tag, likely) => {
  expect(tagFilter(["{flow}-v{version}", "lab/{version}+{flow}.end"])(tag)).toBe(likely);
});
