/** Whether the server can do its work, for whoever sends people to it. */
export class Readiness {
  #obstacle: string | null = null

  /** Why it cannot, in a word or two; null where it can. */
  get obstacle(): string | null {
    return this.#obstacle
  }

  /** From here on it cannot. The first reason is kept. */
  end(obstacle: 'storage lost' | 'stopping'): void {
    this.#obstacle ??= obstacle
  }
}
