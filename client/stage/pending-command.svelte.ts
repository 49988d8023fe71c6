import type { Command } from '../../shared/wire/commands.ts'
import type { StageView } from '../state/stage-view.ts'

/** What one place of the page asked of the server: whether it is under way, and why it was refused. */
export class PendingCommand {
  /** The command that has no answer yet. */
  underWay = $state.raw<Command | null>(null)
  /** Why the last one was not done, in words for people. */
  problem = $state.raw<string | null>(null)
  readonly #stage: StageView

  constructor(stage: StageView) {
    this.#stage = stage
  }

  get busy(): boolean {
    return this.underWay !== null
  }

  /** Sends one command at a time. True once it is done and saved. */
  async send(command: Command): Promise<boolean> {
    if (this.busy || !this.#stage.send) return false
    this.underWay = command
    this.problem = null
    const reply = await this.#stage.send(command)
    this.underWay = null
    if (!reply.ok) this.problem = reply.error.message
    return reply.ok
  }
}
