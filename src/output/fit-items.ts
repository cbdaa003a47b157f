/** As many whole items, in their order, as fit into so many bytes, joined by line feeds; the others are not even rendered. */
export function fitItems<Item>(
  items: readonly Item[],
  render: (item: Item) => string,
  budget: number,
): { readonly text: string; readonly rest: number } {
  const shown: string[] = [];
  let used = 0;
  for (const item of items) {
    const block = render(item);
    used += Buffer.byteLength(block) + 1;
    if (used > budget) break;
    shown.push(block);
  }
  return { text: shown.join("\n"), rest: items.length - shown.length };
}
