/** The shortest steps along what each waits for until one is back where it began, or null. */
export function wayBack<Node>(
  start: Node,
  awaitedBy: (node: Node) => readonly Node[],
): readonly Node[] | null {
  const seen = new Set<Node>()
  const paths: (readonly Node[])[] = [[start]]
  for (const path of paths) {
    for (const next of awaitedBy(path[path.length - 1] as Node)) {
      if (next === start) return [...path, next]
      if (!seen.has(next)) paths.push([...path, next])
      seen.add(next)
    }
  }
  return null
}
