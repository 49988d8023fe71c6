import { readTranscript } from '../../shared/script/transcript-script.ts'
import type { ScriptDoc } from '../../shared/script/script-doc.ts'
import {
  readAnswersSent,
  readLandings,
  readPlan,
  readPreparedAnswers,
  readRunHead,
  readScriptAnswers,
  readScriptBracketTexts,
  readScriptChoices,
  readSightings,
  readTagProgress,
  readThrown,
} from '../../shared/script/script-doc.ts'
import { transcriptOf } from '../../shared/stage/transcript.ts'
import type { StageView } from './stage-view.ts'
import { tracked } from './yjs.svelte.ts'

/** What a facilitator's page reads of the script, reactively. */
export abstract class ScriptReadings {
  /** The script that is shown; where another takes its place, all is read anew. */
  protected abstract get shownScript(): ScriptDoc
  /** The stage that says which of the script's transcripts is played. */
  protected abstract get stage(): Pick<StageView, 'transcript'>

  readonly plan = $derived.by(() => {
    tracked(this.shownScript.plan)
    return readPlan(this.shownScript)
  })
  readonly landings = $derived.by(() => {
    tracked(this.shownScript.landings)
    return readLandings(this.shownScript)
  })
  readonly runHead = $derived.by(() => {
    tracked(this.shownScript.runHead)
    return readRunHead(this.shownScript)
  })
  readonly sightings = $derived.by(() => {
    tracked(this.shownScript.sightings)
    return readSightings(this.shownScript)
  })
  readonly threads = $derived.by(() => {
    tracked(this.shownScript.answers)
    return readScriptAnswers(this.shownScript)
  })
  /** What was chosen under whispers. */
  readonly choices = $derived.by(() => {
    tracked(this.shownScript.choices)
    return readScriptChoices(this.shownScript)
  })
  readonly thrown = $derived.by(() => {
    tracked(this.shownScript.thrown)
    return readThrown(this.shownScript)
  })
  readonly bracketTexts = $derived.by(() => {
    tracked(this.shownScript.bracketTexts)
    return readScriptBracketTexts(this.shownScript)
  })
  readonly tagProgress = $derived.by(() => {
    tracked(this.shownScript.tagProgress)
    return readTagProgress(this.shownScript)
  })
  readonly preparedAnswers = $derived.by(() => {
    tracked(this.shownScript.preparedAnswers)
    return readPreparedAnswers(this.shownScript)
  })
  readonly answersSent = $derived.by(() => {
    tracked(this.shownScript.answersSent)
    return readAnswersSent(this.shownScript)
  })
  readonly transcriptLines = $derived.by(() => {
    tracked(this.shownScript.transcript)
    return readTranscript(this.shownScript.transcript, transcriptOf(this.stage.transcript).load)
  })
}
