import { expect, test } from "vitest";
import { flagText, variableName } from "../../src/config/option.ts";
import { option, optionsOf } from "../../src/config/options.ts";

test("a flag shows what it takes", () => {
  expect([option("tag"), option("draft"), option("signing-format")].map(flagText)).toEqual([
    "--tag <template>",
    "--draft",
    "--signing-format <gpg|ssh>",
  ]);
});

test("what nobody else may see has a variable of its own", () => {
  const names = optionsOf("environment").map(({ name }) => variableName(name));
  expect(names).toContain("FLOW_TAGBOT_SSH_KEY");
  expect(names).toContain("FLOW_TAGBOT_SIGNING_PASSPHRASE");
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^FLOW_TAGBOT(_[A-Z]+)+$/);
});
