import type * as z from 'zod/mini'

/** What each item was found to be, by the schema it was held against: null for what it is not. */
const foundBySchema = new WeakMap<
  z.ZodMiniType,
  WeakMap<object, { readonly data: unknown } | null>
>()

/**
 * The items of a list that are what they should be; others are left out, never trusted. What is in a
 * document is replaced but never altered, so an item is looked at once and is the same object from
 * then on: a list that has grown by one has one that is new, and what is drawn of the others rests.
 */
export function readList<Schema extends z.ZodMiniType>(
  list: Iterable<unknown>,
  schema: Schema,
): z.infer<Schema>[] {
  const found = foundBySchema.get(schema) ?? new WeakMap<object, { data: unknown } | null>()
  foundBySchema.set(schema, found)
  const items: z.infer<Schema>[] = []
  for (const item of list) {
    const kept = isObject(item) ? found.get(item) : undefined
    const is = kept === undefined ? look(item, schema) : kept
    if (kept === undefined && isObject(item)) found.set(item, is)
    if (is) items.push(is.data as z.infer<Schema>)
  }
  return items
}

function look(item: unknown, schema: z.ZodMiniType): { readonly data: unknown } | null {
  const parsed = schema.safeParse(item)
  return parsed.success ? { data: parsed.data } : null
}

function isObject(item: unknown): item is object {
  return typeof item === 'object' && item !== null
}
