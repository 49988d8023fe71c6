const list = new Intl.ListFormat('en-GB')

/** "Ana, Bo and Chidi" */
export function listed(names: readonly string[]): string {
  return list.format(names)
}
