import { inQuestion } from '../../shared/stage/tuning.ts'
import type { StageView } from '../state/stage-view.ts'
import { bracketWords } from '../words/bracket.ts'
import { tuningWords } from '../words/tuning.ts'
import { isAsked, nameOf } from './asked-people.ts'
import type { Together } from './together.ts'

/** What is said aloud of it: it changes with each of its steps, not with the time. */
export function newsOf(stage: StageView, together: Together | null): string | null {
  if (!together) return null
  return together.is === 'bracket'
    ? bracketNews(stage, together.it)
    : tuningNews(stage, together.it)
}

function bracketNews(stage: StageView, { state, prompt }: Of<'bracket'>): string {
  const { said } = bracketWords
  if (state !== 'open') return said[state]
  return isAsked(stage) ? said.open(prompt) : said.openForOthers(prompt)
}

function tuningNews(stage: StageView, { state, readings }: Of<'tuning'>): string {
  const { said, ring } = tuningWords
  if (state === 'ended') return said.ended
  if (state === 'posting') return isAsked(stage) ? said.posting : said.postingForOthers
  const mine = readings.find(({ author }) => author === stage.me)
  const asks = mine ? inQuestion(mine) : null
  if (asks) return said.asked(nameOf(stage, asks.by, ring.somebody))
  return mine ? said.restating : said.restatingForOthers
}

type Of<Is extends Together['is']> = Extract<Together, { is: Is }>['it']
