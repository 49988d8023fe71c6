import type { FormatId } from '../../shared/formats/format.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  changedFormat,
  currentPhase,
  readBrackets,
  readAborts,
  readChannel,
  readChoices,
  readClock,
  readCues,
  readDraws,
  readExperiments,
  readFermatas,
  readPhases,
  readReactions,
  readRoster,
  readRotations,
  readSpins,
  readStandOffers,
  readStopwatch,
  readTunings,
  readTagKinds,
  readTagModes,
  readTags,
  readTranscriptEvents,
} from '../../shared/stage/stage-doc.ts'
import type { SpokenFormat } from '../words/formats.ts'
import { spokenFormat } from '../words/formats.ts'
import { tracked } from './yjs.svelte.ts'

/** What pages read of a stage, reactively, live and replayed alike. */
export abstract class StageReadings {
  /** The stage that is shown; where another takes its place, all is read anew. */
  protected abstract get shownStage(): StageDoc
  /** The format that the session was made with. */
  protected abstract get madeFor(): FormatId

  readonly people = $derived.by(() => {
    tracked(this.shownStage.roster)
    return readRoster(this.shownStage)
  })
  /** How it is played: as it was made, or as it was changed to since. */
  readonly format: SpokenFormat = $derived.by(() => {
    tracked(this.shownStage.formats)
    return spokenFormat(changedFormat(this.shownStage) ?? this.madeFor)
  })
  readonly phases = $derived.by(() => {
    tracked(this.shownStage.phases)
    return readPhases(this.shownStage)
  })
  readonly phase = $derived.by(() => {
    tracked(this.shownStage.phases)
    return currentPhase(this.shownStage)
  })
  readonly clock = $derived.by(() => {
    tracked(this.shownStage.clock)
    return readClock(this.shownStage)
  })
  readonly channel = $derived.by(() => {
    tracked(this.shownStage.channel)
    return readChannel(this.shownStage)
  })
  readonly reactions = $derived.by(() => {
    tracked(this.shownStage.reactions)
    return readReactions(this.shownStage)
  })
  readonly cues = $derived.by(() => {
    tracked(this.shownStage.cues)
    return readCues(this.shownStage)
  })
  readonly rotations = $derived.by(() => {
    tracked(this.shownStage.rotations)
    return readRotations(this.shownStage)
  })
  readonly spins = $derived.by(() => {
    tracked(this.shownStage.spins)
    return readSpins(this.shownStage)
  })
  readonly stopwatch = $derived.by(() => {
    tracked(this.shownStage.stopwatch)
    return readStopwatch(this.shownStage)
  })
  readonly draws = $derived.by(() => {
    tracked(this.shownStage.draws)
    return readDraws(this.shownStage)
  })
  readonly standOffers = $derived.by(() => {
    tracked(this.shownStage.standOffers)
    return readStandOffers(this.shownStage)
  })
  protected readonly choices = $derived.by(() => {
    tracked(this.shownStage.choices)
    return readChoices(this.shownStage)
  })
  readonly fermatas = $derived.by(() => {
    tracked(this.shownStage.fermatas)
    return readFermatas(this.shownStage)
  })
  readonly brackets = $derived.by(() => {
    tracked(this.shownStage.brackets)
    return readBrackets(this.shownStage)
  })
  readonly tunings = $derived.by(() => {
    tracked(this.shownStage.tunings)
    return readTunings(this.shownStage)
  })
  readonly tags = $derived.by(() => {
    tracked(this.shownStage.tags)
    // A reveal names messages by their places in the channel; in a replay both come at a stroke.
    tracked(this.shownStage.channel)
    return readTags(this.shownStage)
  })
  readonly tagKinds = $derived.by(() => {
    tracked(this.shownStage.tagKinds)
    return readTagKinds(this.shownStage)
  })
  readonly tagModes = $derived.by(() => {
    tracked(this.shownStage.tagModes)
    return readTagModes(this.shownStage)
  })
  readonly aborts = $derived.by(() => {
    tracked(this.shownStage.aborts)
    return readAborts(this.shownStage)
  })
  readonly experiments = $derived.by(() => {
    tracked(this.shownStage.experiments)
    return readExperiments(this.shownStage)
  })
  readonly transcript = $derived.by(() => {
    tracked(this.shownStage.transcript)
    return readTranscriptEvents(this.shownStage)
  })
}
