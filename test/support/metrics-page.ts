import { must } from '../../shared/invariants.ts'

/** What `/metrics` of a server says at one moment. */
export class MetricsPage {
  readonly text: string

  private constructor(text: string) {
    this.text = text
  }

  static async of(base: string): Promise<MetricsPage> {
    return new MetricsPage(await (await fetch(`${base}/metrics`)).text())
  }

  /** The number of a sample, as `name` or `name{label="value"}`. */
  number(sample: string): number {
    const lines = this.text.split('\n')
    const line = must(
      lines.find((each) => each.startsWith(`${sample} `)),
      `the sample ${sample}`,
    )
    return Number(line.slice(sample.length + 1))
  }

  /** The names of all samples: those of a histogram are three. */
  get names(): Set<string> {
    return new Set([...this.text.matchAll(/^[a-z]\w+/gm)].map(([name]) => name))
  }
}
