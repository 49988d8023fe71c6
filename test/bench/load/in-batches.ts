/** Does something for all items, so many at a time. */
export async function inBatches<Item>(
  items: readonly Item[],
  size: number,
  each: (item: Item) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < items.length; at += size) {
    await Promise.all(items.slice(at, at + size).map(each))
  }
}
