import { expect, test } from "vitest";
import { checkDigests, toldDigests } from "../../../src/plan/consumer/check-digests.ts";
import type { RegistryIndex } from "../../../src/plan/index-schema.ts";

const [A, B] = ["a", "b"].map((digit) => `sha256:${digit.repeat(64)}`);
const OWN = { digest: A ?? "", contentDigest: B ?? "" };

test("the tag's message and the index tell digests of a tag", () => {
  const version = {
    version: "1.0.0",
    kind: "stable",
    path: "a/1.0.0.yml",
    tag: "a-v1.0.0",
    commit: "",
    date: "",
    digest: OWN.digest,
  } as const;
  const rest = {
    content_digest: OWN.contentDigest,
    files: [],
    previous: null,
    yanked: null,
    deprecated: null,
    withdrawn: false,
    backport: false,
  };
  const index: RegistryIndex = {
    schema: 1,
    branch: "main",
    head: "",
    flows: [{ flow: "a", folder: "a", latest: null, versions: [{ ...version, ...rest }] }],
  };
  const told = toldDigests("a-v1.0.0", `a 1.0.0\n\nFlow-Digest: ${OWN.digest}\n`, index);
  expect(told.map(({ digest, contentDigest }) => [digest, contentDigest])).toEqual([
    [OWN.digest, null],
    [OWN.digest, OWN.contentDigest],
  ]);
  expect(checkDigests("a/1.0.0.yml", OWN, told)).toEqual([]);
  expect(checkDigests("a/1.0.0.yml", { ...OWN, contentDigest: OWN.digest }, told)).toHaveLength(1);
  expect(checkDigests("a/1.0.0.yml", { ...OWN, digest: OWN.contentDigest }, told)).toHaveLength(2);
  expect(toldDigests("b-v1.0.0", null, index)).toMatchObject([{ digest: null }]);
});
