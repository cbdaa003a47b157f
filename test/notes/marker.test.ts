import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMarker, renderMarker } from "../../src/notes/marker.ts";

const text = fc.string({ unit: "grapheme" });
const marker = fc.record({ flow: text, version: text, digest: text, template: text });

describe("marker", () => {
  it("is one line that people can read", () => {
    expect(renderMarker({ flow: "chat/agent", version: "1.0.0+b", digest: "sha256:00ff", template: "default" })).toBe(
      "<!-- flow-tagbot flow=chat/agent version=1.0.0+b digest=sha256:00ff template=default -->",
    );
  });

  it("comes back from the end of any body as it went in, whatever line ends the forge keeps", () => {
    fc.assert(
      fc.property(marker, text, fc.constantFrom("", "\n", "\r\n"), (value, body, end) => {
        const wellFormed = {
          flow: value.flow.toWellFormed(),
          version: value.version.toWellFormed(),
          digest: value.digest.toWellFormed(),
          template: value.template.toWellFormed(),
        };
        expect(parseMarker(`${body}\r\n\r\n${renderMarker(value)}${end}`)).toEqual(wellFormed);
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
  ])("is not found in %j", (body) => {
    expect(parseMarker(body)).toBeNull();
  });
});
