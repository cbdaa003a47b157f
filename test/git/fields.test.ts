import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fieldsOf, linesOf } from "../../src/git/fields.ts";

async function* pieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (let index = 0; at < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    yield await Promise.resolve(bytes.subarray(at, at + size));
    at += size;
  }
}

test("fields are whole however the output is cut, also within a character", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: "binary" }).map((text) => text.replaceAll("\0", "").toWellFormed())),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      async (fields, sizes) => {
        const bytes = Buffer.from(fields.map((field) => `${field}\0`).join(""));
        expect((await Array.fromAsync(fieldsOf(pieces(bytes, sizes)))).flat()).toEqual(fields);
      },
    ),
  );
});

test("lines are whole however the output is cut, and one that is not ended is left out", async () => {
  const output = Buffer.from("Größe\n\nlast\nnot ended");
  for (const size of [1, 2, 3, 100]) expect((await Array.fromAsync(linesOf(pieces(output, [size])))).flat()).toEqual(["Größe", "", "last"]);
});
