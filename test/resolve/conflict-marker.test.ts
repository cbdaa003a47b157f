import { expect, test } from "vitest";
import { findConflictMarker } from "../../src/resolve/conflict-marker.ts";

test.each([
  ["a: b\n<<<<<<< HEAD\nc: d\n", 2],
  ["a: b\r\n=======\r\nc: d\r\n", 2],
  ["||||||| merged common ancestors\n", 1],
  ["a: b\n\n>>>>>>> feature/x", 3],
])("the first marker is found in %j", (text, line) => {
  expect(findConflictMarker(text)).toBe(line);
});

test.each(["a: <<<<<<< b\n", "<<<<<<<<<<\n", "# ======= title\n", "========\n", "<<: *base\n"])("%j is none", (text) => {
  expect(findConflictMarker(text)).toBeNull();
});
