/** The outcome of synchronous work as the promise a port asks for: a throw is a rejection. */
export function settled<Value>(work: () => Value): Promise<Value> {
  return new Promise((resolve) => resolve(work()))
}
