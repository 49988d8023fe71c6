/** Values by a pair of names. Asked for with every row: joining two names first would cost more. */
export class PairMap<Value> {
  private readonly valuesByName = new Map<string, Map<string, Value>>()
  private count = 0

  get size(): number {
    return this.count
  }

  get(one: string, other: string): Value | undefined {
    return this.valuesByName.get(one)?.get(other)
  }

  /** A pair that has a value already keeps its place in `size`. */
  set(one: string, other: string, value: Value): void {
    const valuesByOther = this.valuesByName.get(one) ?? new Map<string, Value>()
    if (!valuesByOther.has(other)) this.count += 1
    this.valuesByName.set(one, valuesByOther.set(other, value))
  }

  clear(): void {
    this.valuesByName.clear()
    this.count = 0
  }
}
