/** Waits for a fact, looking every few milliseconds; says what was awaited when it never comes. */
export async function until(what: string, holds: () => unknown, limit = 10_000): Promise<void> {
  const end = Date.now() + limit
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${limit} ms in vain until ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
