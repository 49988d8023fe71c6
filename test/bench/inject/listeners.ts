import { readInjects } from '../../../shared/stage/stage-doc.ts'
import type { OpenPage } from '../../band/open-page.ts'

/** People without a page: they note when an inject stands in their copy of the stage. */
export class Listeners {
  readonly #momentsByTitle = new Map<string, number[]>()
  #count = 0

  add({ stage }: OpenPage): void {
    this.#count += 1
    let known = stage.injects.length
    stage.injects.observe(() => {
      const now = performance.timeOrigin + performance.now()
      for (const { content } of readInjects(stage).slice(known)) this.#note(content.title, now)
      known = stage.injects.length
    })
  }

  /**
   * When each had an inject, since the epoch.
   *
   * @param patience milliseconds; whoever has not got it by then has it at Infinity
   */
  async heardAt(title: string, patience: number): Promise<readonly number[]> {
    const end = performance.now() + patience
    for (;;) {
      const moments = this.#momentsByTitle.get(title) ?? []
      if (moments.length >= this.#count) return moments
      if (performance.now() > end) return [...moments, Infinity]
      await new Promise((next) => setTimeout(next, 5))
    }
  }

  #note(title: string, now: number): void {
    this.#momentsByTitle.set(title, [...(this.#momentsByTitle.get(title) ?? []), now])
  }
}
