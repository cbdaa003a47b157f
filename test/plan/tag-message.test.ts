import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTagMessage, renderTagMessage } from "../../src/plan/tag-message.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const WHOLE = `sha256:${"b".repeat(64)}`;

describe("parseTagMessage", () => {
  test("gives back what a message was made of", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9/_-]{0,20}$/), fc.constantFrom(DIGEST, WHOLE), (flow, contentDigest) => {
        const path = `flows/${flow}/1.0.0.yml`;
        const message = renderTagMessage({ flow, version: "1.0.0", path }, { digest: DIGEST, contentDigest });
        expect(parseTagMessage(message)).toEqual({ path, digest: DIGEST, contentDigest: contentDigest === DIGEST ? null : WHOLE });
      }),
    );
  });

  test.each([null, "", "release 1.0.0\n", "Flow-Digests: x\n"])("%j tells nothing", (message) => {
    expect(parseTagMessage(message)).toEqual({ path: null, digest: null, contentDigest: null });
  });

  test("what is no digest is told as another one, not as none", () => {
    expect(parseTagMessage("a\n\nFlow-Digest: sha256:12\n").digest).not.toBeNull();
  });
});
