import { Refusal } from '../../shared/errors.ts'
import type { Format } from '../../shared/formats/format.ts'
import { offers } from '../../shared/formats/format.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import { openAbort } from '../../shared/stage/abort.ts'
import type { Experiment, ExperimentEnd, ExperimentEvent } from '../../shared/stage/experiment.ts'
import {
  mostExperiments,
  mostObservations,
  runningExperiments,
} from '../../shared/stage/experiment.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  currentPhase,
  readAborts,
  readExperiments,
  stageDoc,
} from '../../shared/stage/stage-doc.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { Hand } from '../rooms/hand.ts'
import { refuseWhenClosed } from './refuse-when-closed.ts'
import type { SessionClock } from './session-clock.ts'

export type ExperimentCommand = Extract<Command, { type: `experiment.${string}` }>

export interface ExperimentsOptions {
  readonly hand: Hand
  readonly clock: SessionClock
  /** How the session is played now. */
  readonly format: () => Format
}

/** The log of one session's experiments: when each was begun and ended, and what was observed. */
export class Experiments {
  readonly #hand: Hand
  readonly #stage: StageDoc
  readonly #clock: SessionClock
  readonly #format: () => Format

  constructor({ hand, clock, format }: ExperimentsOptions) {
    this.#hand = hand
    this.#stage = stageDoc(hand.doc)
    this.#clock = clock
    this.#format = format
  }

  async perform(by: ParticipantId, command: ExperimentCommand): Promise<void> {
    const event = this.#eventOf(command)
    await this.#hand.write(by, () => this.#push({ ...event, by, ...this.#clock.now() }))
  }

  /** Ends every one that runs; to be called inside a write of the stage. */
  endAll(by: ParticipantId, how: ExperimentEnd): void {
    const now = this.#clock.now()
    for (const { n } of runningExperiments(readExperiments(this.#stage))) {
      this.#push({ event: 'stopped', n, how, by, ...now })
    }
  }

  #eventOf(command: ExperimentCommand): WithoutMoment<ExperimentEvent> {
    switch (command.type) {
      case 'experiment.start': {
        const { title, cardId } = command
        return { event: 'started', n: this.#nextNumber(), title, ...(cardId && { cardId }) }
      }
      case 'experiment.stop':
        return { event: 'stopped', how: 'stopped', n: this.#running(command.n).n }
      case 'experiment.observe':
        return { event: 'observed', n: this.#observable(command.n).n, text: command.text }
    }
  }

  #nextNumber(): number {
    this.#refuseStart()
    const { length } = readExperiments(this.#stage)
    if (length < mostExperiments) return length + 1
    throw new Refusal('too-many', `A session logs ${mostExperiments} experiments at most.`)
  }

  #refuseStart(): void {
    if (!offers(this.#format(), 'experiments')) {
      throw new Refusal('conflict', 'This format logs no experiments. Put an action on the board.')
    }
    if (currentPhase(this.#stage) !== 'play') {
      throw new Refusal('conflict', 'Experiments are run while playing. Move to play first.')
    }
    if (openAbort(readAborts(this.#stage))) {
      throw new Refusal('conflict', 'Everything was called off. Wait for the all clear.')
    }
  }

  #running(n: number): Experiment {
    const experiment = this.#numbered(n)
    if (experiment.stopped === null) return experiment
    throw new Refusal('conflict', 'This experiment has been stopped already.')
  }

  #observable(n: number): Experiment {
    const experiment = this.#numbered(n)
    if (experiment.observations.length < mostObservations) return experiment
    const message = `An experiment holds ${mostObservations} observations at most. Use the notes.`
    throw new Refusal('too-many', message)
  }

  #numbered(n: number): Experiment {
    refuseWhenClosed(this.#stage)
    const experiment = readExperiments(this.#stage).find((each) => each.n === n)
    if (experiment) return experiment
    throw new Refusal('not-found', 'There is no experiment of this number in this session.')
  }

  #push(event: ExperimentEvent): void {
    this.#stage.experiments.push([event])
  }
}

type WithoutMoment<Event> = Event extends unknown ? Omit<Event, 'by' | 'wallAt' | 'at'> : never
