import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withBanner } from "../../src/notes/banner.ts";
import { authorOf, parseMarker, renderMarker, toBodyDigest } from "../../src/notes/marker.ts";
import { NO_MARKS } from "../../src/model/marks.ts";

const text = fc.string({ unit: "grapheme" });
const body = fc.option(text.map(toBodyDigest));
const marker = fc.record({ flow: text, version: text, digest: text, template: text, body });

describe("marker", () => {
  it("is one line that people can read", () => {
    const plain = { flow: "chat/agent", version: "1.0.0+b", digest: "sha256:00ff", template: "default" };
    expect(renderMarker({ ...plain, body: null })).toBe(
      "<!-- flow-tagbot flow=chat/agent version=1.0.0+b digest=sha256:00ff template=default -->",
    );
    expect(renderMarker({ ...plain, body: toBodyDigest("") })).toBe(
      "<!-- flow-tagbot flow=chat/agent version=1.0.0+b digest=sha256:00ff template=default body=e3b0c44298fc1c14 -->",
    );
  });

  it("comes back from the end of any body as it went in, whatever line ends the forge keeps", () => {
    fc.assert(
      fc.property(marker, text, fc.constantFrom("", "\n", "\r\n"), (value, before, end) => {
        const wellFormed = {
          flow: value.flow.toWellFormed(),
          version: value.version.toWellFormed(),
          digest: value.digest.toWellFormed(),
          template: value.template.toWellFormed(),
          body: value.body,
        };
        expect(parseMarker(`${before}\r\n\r\n${renderMarker(value)}${end}`)).toEqual(wellFormed);
      }),
    );
  });

  it("never holds the end of a comment before its own", () => {
    fc.assert(
      fc.property(marker, (value) => {
        expect(renderMarker(value).indexOf("-->")).toBe(renderMarker(value).length - 3);
      }),
    );
  });

  it.each([
    "",
    "Notes by hand",
    "<!-- flow-tagbot flow=a version=1.0.0 digest=d template=default -->\n\nwritten below it",
    "text <!-- flow-tagbot flow=a version=1.0.0 digest=d template=default -->",
    "<!-- flow-tagbot flow=%E0%A4%A version=1.0.0 digest=d template=default -->",
    "<!-- flow-tagbot flow=a version=1.0.0 -->",
    "<!-- flow-tagbot flow=a version=1.0.0 digest=d template=default body=00 -->",
  ])("is not found in %j", (text) => {
    expect(parseMarker(text)).toBeNull();
  });
});

describe("the author of a body", () => {
  const named = { flow: "a", version: "1.0.0", digest: "sha256:00", template: "default" };
  const ours = (notes: string): string => `${notes}\n\n${renderMarker({ ...named, body: toBodyDigest(notes) })}\n`;
  const banner = { ...NO_MARKS, yanked: { reason: "wrong" } };

  it.each([
    ["as it was written", ours("Notes\n\n- one"), "ours"],
    ["without its last line feed", ours("Notes").trimEnd(), "ours"],
    ["with a banner of ours", withBanner(ours("Notes"), banner), "ours"],
    ["with a banner that a person changed", withBanner(ours("Notes"), banner).replace("wrong", "harmless"), "ours"],
    ["with a word changed", ours("Notes").replace("Notes", "Thanks"), "edited"],
    ["with something above", `Thanks!\n\n${ours("Notes")}`, "edited"],
    ["with turned line ends", ours("Notes\n\n- one").replaceAll("\n", "\r\n"), "edited"],
    ["without the digest in its marker", `Notes\n\n${renderMarker({ ...named, body: null })}\n`, "edited"],
    ["with its marker twice", `${ours("Notes")}${ours("Notes").split("\n").at(-2) ?? ""}\n`, "edited"],
    ["with something below", `${ours("Notes")}\nThanks!`, "foreign"],
    ["by hand", "Notes", "foreign"],
    ["empty", "", "foreign"],
  ])("%s is told", (_name, text, author) => {
    expect(authorOf(text)).toBe(author);
  });
});
