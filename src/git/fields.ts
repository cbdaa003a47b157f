/** Splits NUL-ended output into fields, a batch for each piece that arrives. */
export async function* fieldsOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly string[], void, void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    const fields = (rest + decoder.decode(chunk, { stream: true })).split("\0");
    rest = fields.pop() ?? "";
    yield fields;
  }
}
