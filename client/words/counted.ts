const rules = new Intl.PluralRules('en')

/** "1 card", "12 cards", "1,200 cards": the number in the reader's digits before its noun. */
export function counted(count: number, one: string, other: string): string {
  return `${count.toLocaleString()} ${rules.select(count) === 'one' ? one : other}`
}
