import * as Y from 'yjs'

/** Resolves when every document holds the same: the same edits, and the same of them deleted. */
export function whenAlike(docs: readonly Y.Doc[]): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!areAlike(docs)) return
      for (const doc of docs) doc.off('update', look)
      resolve()
    }
    for (const doc of docs) doc.on('update', look)
    look()
  })
}

export function areAlike(docs: readonly Y.Doc[]): boolean {
  const [first, ...rest] = docs.map((doc) => Y.snapshot(doc))
  return first === undefined || rest.every((each) => Y.equalSnapshots(first, each))
}

/** What a document's types hold, as text that is the same for the same content. */
export function contentOf(types: object): string {
  const json = Object.entries(types).map(([name, type]) => [
    name,
    type instanceof Y.AbstractType ? (type.toJSON() as unknown) : null,
  ])
  return JSON.stringify(json, (_, value: unknown) => (isRecord(value) ? sorted(value) : value))
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
