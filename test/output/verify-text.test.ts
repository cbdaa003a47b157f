import { expect, test } from "vitest";
import type { Verification } from "../../src/model/verification.ts";
import { renderVerification } from "../../src/output/verify-text.ts";

const VERIFICATION: Verification = {
  schema: 1,
  branch: "main",
  head: "f".repeat(40),
  ok: false,
  versions: [
    {
      flow: "chat",
      version: "1.0.0",
      path: "chat/1.0.0.yml",
      tag: "chat-v1.0.0",
      ok: true,
      signed: false,
      checks: [{ name: "release", ok: true, expected: "release", found: "release" }],
    },
    {
      flow: "chat",
      version: "1.1.0",
      path: "chat/1.1.0.yml",
      tag: "chat-v1.1.0",
      ok: false,
      signed: false,
      checks: [{ name: "annotated", ok: false, expected: "annotated tag", found: "lightweight tag" }],
    },
  ],
};

test("only what could not be proved has a row", () => {
  expect(renderVerification(VERIFICATION, { colour: false, width: 100 })).toMatchInlineSnapshot(`
    "main at ffffffff: 1 of 2 versions proved

    FLOW  VERSION  CHECK      EXPECTED       FOUND
    chat  1.1.0    annotated  annotated tag  lightweight tag
    "
  `);
});

test("where all is proved there is no table", () => {
  const proved = VERIFICATION.versions.filter(({ ok }) => ok);
  expect(renderVerification({ ...VERIFICATION, ok: true, versions: proved }, { colour: false, width: 100 })).toBe(
    "main at ffffffff: 1 of 1 version proved\n",
  );
});
