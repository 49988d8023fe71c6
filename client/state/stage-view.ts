import { createContext } from 'svelte'
import type { BracketId, FermataId, InjectId, ParticipantId } from '../../shared/ids.ts'
import type { Bracket } from '../../shared/stage/bracket.ts'
import type { Abort } from '../../shared/stage/abort.ts'
import type { Message } from '../../shared/stage/channel.ts'
import type { Branch } from '../../shared/stage/choice.ts'
import type { ClockPlan } from '../../shared/stage/clock.ts'
import type { RaisedCue } from '../../shared/stage/cue.ts'
import type { DrawEvent } from '../../shared/stage/draw.ts'
import type { Experiment } from '../../shared/stage/experiment.ts'
import type { Fermata } from '../../shared/stage/fermata.ts'
import type { LandedInject } from '../../shared/stage/inject.ts'
import type { Phase, PhaseChange } from '../../shared/stage/phase.ts'
import type { PrivateAnswer } from '../../shared/stage/private-answer.ts'
import type { Reaction } from '../../shared/stage/reaction.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import type { RotationEvent } from '../../shared/stage/rotation.ts'
import type { StandEvent } from '../../shared/stage/stand-offer.ts'
import type { StopwatchPress } from '../../shared/stage/stopwatch.ts'
import type { Tuning, TuningReading } from '../../shared/stage/tuning.ts'
import type { TranscriptEvent } from '../../shared/stage/transcript.ts'
import type { Spin } from '../../shared/stage/wheel.ts'
import type { OwnBlind, TagModeChange, TagsByMessage } from '../../shared/tags/tag.ts'
import type { OwnTagKind } from '../../shared/tags/tag-kind.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { Reply } from '../../shared/wire/reply.ts'
import type { SpokenFormat } from '../words/formats.ts'

/** A landed inject as the one who looks may see it. */
export interface SeenInject extends LandedInject {
  /** Whose whisper it is, where that is not plain: in a facilitator's view of others' whispers. */
  readonly to?: ParticipantId
  /** The same for one that several others got. */
  readonly people?: readonly ParticipantId[]
}

/**
 * What the stage's components draw from: the live session, or a moment of its history. Reactive
 * like a `BoardView`.
 */
export interface StageView {
  readonly format: SpokenFormat
  readonly phase: Phase
  readonly phases: readonly PhaseChange[]
  readonly clock: ClockPlan
  /** Everybody who ever joined, in the order they came. */
  readonly people: readonly RosterEntry[]
  /** What has landed for whoever looks: injects for all and their own whispers, oldest first. */
  readonly injects: readonly SeenInject[]
  /** What was said under the whispers of whoever looks, oldest first. */
  readonly answers: readonly PrivateAnswer[]
  readonly channel: readonly Message[]
  /** What was put on messages and taken off, in order. */
  readonly reactions: readonly Reaction[]
  /** Every cue that was raised, oldest first. */
  readonly cues: readonly RaisedCue[]
  /** Every step of the conductor's part around the group, oldest first. */
  readonly rotations: readonly RotationEvent[]
  /** Every turn of a wheel, oldest first. */
  readonly spins: readonly Spin[]
  /** What was done to the stopwatch, in order. */
  readonly stopwatch: readonly StopwatchPress[]
  /** What happened with the surprise deck, oldest first. */
  readonly draws: readonly DrawEvent[]
  /** What happened to the stand, oldest first. */
  readonly standOffers: readonly StandEvent[]
  /** Every fermata, oldest first. */
  readonly fermatas: readonly Fermata[]
  /** Every time that everything was called off, oldest first. */
  readonly aborts: readonly Abort[]
  /** Every experiment that was logged, oldest first. */
  readonly experiments: readonly Experiment[]
  /** What was done to the transcript that is played, in order. */
  readonly transcript: readonly TranscriptEvent[]
  /** What whoever looks answered, by fermata: nobody else's answers before they are revealed. */
  readonly myAnswers: ReadonlyMap<FermataId, readonly string[]>
  /** Every time bracket, oldest first. */
  readonly brackets: readonly Bracket[]
  /** What whoever looks wrote, by bracket. */
  readonly myBracketTexts: ReadonlyMap<BracketId, string>
  /** Every tuning, oldest first. */
  readonly tunings: readonly Tuning[]
  /** The readings whoever looks may see before they go round: their own, and then the others'. */
  readonly seenReadings: readonly TuningReading[]
  /** What stands on messages in the open: nothing that is blind before it is revealed. */
  readonly tags: TagsByMessage
  /** The kinds that this session added, in the order they came. */
  readonly tagKinds: readonly OwnTagKind[]
  readonly tagModes: readonly TagModeChange[]
  /** What whoever looks tagged blind and nobody was shown yet. */
  readonly myTags: OwnBlind
  /** What was chosen under the injects that ask for it: all that whoever looks may know. */
  readonly branches: ReadonlyMap<InjectId, Branch>
  readonly me: ParticipantId | null
  /**
   * The wall moment that is shown, in milliseconds since the epoch: now (`wallNow()` of
   * client/stage/wall-clock.svelte.ts), or the replay's position. Reactive: it re-runs who reads it.
   */
  now(): number
  /** Sends a command for whoever looks, or null where there is nobody to send one: in a replay. */
  readonly send: ((command: Command) => Promise<Reply>) | null
}

const [read, provide, has] = createContext<StageView>()

/** Gives a stage to the components below. Call while a component is being set up. */
export const provideStageView = provide

/** The stage that the components above provide. */
export function useStageView(): StageView {
  if (!has()) throw new Error('A stage component needs provideStageView() in a parent component.')
  return read()
}
