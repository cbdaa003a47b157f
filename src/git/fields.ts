/** Splits NUL-ended output into fields, a batch for each piece that arrives. */
export function fieldsOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly string[], void, void> {
  return partsOf(chunks, "\0");
}

/** Splits output into its lines, likewise; a last line without a line feed is left out. */
export function linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly string[], void, void> {
  return partsOf(chunks, "\n");
}

async function* partsOf(chunks: AsyncIterable<Buffer>, end: string): AsyncGenerator<readonly string[], void, void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split(end);
    rest = parts.pop() ?? "";
    yield parts;
  }
}
