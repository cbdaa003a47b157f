import { expect, test } from "vitest";
import { lineUp } from "../../../src/plan/guard/line-up.ts";
import { createReader } from "../../../src/plan/guard/scene.ts";
import { findTouched } from "../../../src/plan/guard/touched.ts";
import { blobOf } from "../snapshot.ts";
import { flow, toPull, type Pull } from "./pull.ts";

const [OLD, NEW] = [flow(), flow({ prompt: "Do it." })];

/** `1.0.0 old published` */
function lines(pull: Pull): Readonly<Record<string, readonly string[]>> {
  const snapshot = toPull(pull);
  const read = createReader(snapshot.contents);
  const found = lineUp(snapshot, findTouched(snapshot, read), read);
  const name = (blob: string | null): string =>
    blob === null ? "nothing" : blob === blobOf(OLD) ? "old" : blob === blobOf(NEW) ? "new" : "other";
  return Object.fromEntries(
    [...found].map(([folder, known]) => [
      folder,
      known.map(({ version, blob, published }) => `${version} ${name(blob)}${published ? " published" : ""}`).toSorted(),
    ]),
  );
}

test("Versions are as they were published, new ones as they are, and only of the flows that are touched", () => {
  expect(
    lines({
      base: { "chat/1.0.0.yml": NEW, "chat/1.1.0.yml": OLD, "chat/1.2.0.yml": OLD, "talk/1.0.0.yml": OLD },
      tags: { "chat-v1.0.0": OLD, "chat-v0.9.0": NEW, "chat-v0.8.0": null },
      head: { "chat/1.1.0.yml": NEW, "chat/1.2.0.yml": null, "chat/2.0.0.yml": NEW },
    }),
  ).toEqual({ chat: ["0.9.0 new published", "1.0.0 old published", "1.1.0 old published", "1.2.0 old published", "2.0.0 new"] });
});

test("What could never be published is its content in the pull request, and no version once it is deleted", () => {
  const base = { "chat/1.0.0.yml": "a: [", "chat/1.1.0.yml": "a: [", "chat/1.2.0.yml": "a: [" };
  expect(lines({ base, head: { "chat/1.0.0.yml": OLD, "chat/1.1.0.yml": null } })).toEqual({
    chat: ["1.0.0 old", "1.2.0 other published"],
  });
});

test("Flows of one name in two roots have lines of their own", () => {
  const config = {
    roots: [
      { path: "a", tag: "a/{flow}-v{version}" },
      { path: "b", tag: "b/{flow}-v{version}" },
    ],
  };
  expect(lines({ config, base: { "a/chat/1.0.0.yml": OLD, "b/chat/3.0.0.yml": NEW }, head: { "a/chat/1.1.0.yml": NEW } })).toEqual({
    "a/chat": ["1.0.0 old published", "1.1.0 new"],
  });
});
