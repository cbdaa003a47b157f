import { expect, test } from "vitest";
import { GITHUB_TEMPLATE } from "../../src/notes/github-template.ts";
import { renderNotes } from "../../src/notes/render.ts";
import { exampleContext, landing, pull, SOME_CHANGES, template } from "./example-facts.ts";

const compiled = await template(GITHUB_TEMPLATE);
const commits = [{ ...landing("b", "Add (#12)"), pulls: [pull(12)] }];

test("GitHub's own list stands between the changes and the digest, and nobody is mentioned by it", async () => {
  const forgeNotes =
    "## What's Changed\n* Title 12 by @ada in https://forge.test/flows/registry/pull/12\n\n**Full Changelog**: https://forge.test/x";
  const { body } = renderNotes(compiled, await exampleContext({ format: "github", forgeNotes, commits, flowFacts: SOME_CHANGES }));
  expect(body).toContain(
    "\n## What's Changed\n* Title 12 by @\u200bada in https://forge.test/flows/registry/pull/12\n\n**Full Changelog**",
  );
  expect(body).not.toContain("## Pull requests");
  expect(body).not.toContain("[Compare ");
  expect(["**Major:", "## What's Changed", "## Use this version", "Digest"].map((part) => body.indexOf(part))).toEqual(
    ["**Major:", "## What's Changed", "## Use this version", "Digest"].map((part) => body.indexOf(part)).toSorted((a, b) => a - b),
  );
});

test("without it, the list and the comparison are our own", async () => {
  const { body } = renderNotes(compiled, await exampleContext({ format: "github", commits }));
  expect(body).toContain(
    "\n## Pull requests\n\n- Title 12 ([#12](https://forge.test/flows/registry/pull/12), [ada](https://forge.test/ada))\n\n[Compare code_review-v1.1.0 with code_review-v1.2.0](",
  );
});
