import fc from "fast-check";
import { expect, test } from "vitest";
import { renderCheckSummary } from "../../src/output/check-summary.ts";
import { expectHarmless } from "./markdown-checks.ts";
import { checked, emptyReport, finding, foreignReport, report } from "./sample-comparison.ts";

const options = { repositoryUrl: "https://github.com/octo/flows" };

test("The summary has the verdict, the versions, the findings, the capabilities, the ranges and the changes", () => {
  const text = renderCheckSummary(report, options);
  expect(text).toMatch(/^## flow-tagbot check\n\n\*\*❌ 2 findings fail/);
  expect(text.match(/^### .*$/gm)).toEqual([
    "### Findings",
    "### Capabilities",
    "### Allowed by the files themselves",
    "### Floating ranges",
    "### Changes",
  ]);
});

test("With nothing to check there is one sentence", () => {
  expect(renderCheckSummary(emptyReport, options)).toBe(
    "## flow-tagbot check\n\n**✅ Nothing to check&#58; no version file differs from main.**\n",
  );
});

test("The summary of thousands of versions with long names stays under 1 MiB and counts what is missing", () => {
  const long = "@".repeat(2_000);
  const versions = Array.from({ length: 3_000 }, () => checked({ flow: long, path: long }));
  const text = renderCheckSummary(
    { ...report, versions, findings: Array.from({ length: 3_000 }, () => finding({ message: long, fix: long })) },
    options,
  );
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
  expect(text.match(/… and [\d,]+ more/g)).toHaveLength(6);
});

test("Whatever the names are, nothing foreign is markup", () => {
  fc.assert(
    fc.property(foreignReport, (any) => {
      expectHarmless(renderCheckSummary(any, options));
    }),
  );
});
