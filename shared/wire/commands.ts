import * as z from 'zod/mini'
import { formatId } from '../formats/formats.ts'
import {
  bracketId,
  cardId,
  fermataId,
  injectId,
  markId,
  messageId,
  participantId,
  tuningId,
  answerId,
} from '../ids.ts'
import { bracketMinutes, longestBracketPrompt, longestBracketText } from '../stage/bracket.ts'
import { why } from '../stage/abort.ts'
import { longestMessage } from '../stage/channel.ts'
import { optionKey } from '../stage/choice.ts'
import { cue } from '../stage/cue.ts'
import { audience } from '../stage/audience.ts'
import { drawNumber } from '../stage/draw.ts'
import { experimentNumber, experimentTitle, observationText } from '../stage/experiment.ts'
import { longestBlindAnswer, longestProbe, mostProbes } from '../stage/fermata.ts'
import { injectContent } from '../stage/inject.ts'
import { longestAgo, longestNote } from '../stage/marked-moment.ts'
import { phase } from '../stage/phase.ts'
import { longestPrint } from '../stage/print.ts'
import { longestAnswer } from '../stage/private-answer.ts'
import { emoji } from '../stage/reaction.ts'
import { repeat } from '../stage/repeat.ts'
import { everyMinutes, handOverWords, rotationOrder } from '../stage/rotation.ts'
import { mostEntries, wheelName } from '../stage/wheel.ts'
import { fastestTranscript, slowestTranscript } from '../stage/transcript.ts'
import { longestPhrasing } from '../script/prepared-answer.ts'
import { transcript } from '../transcript/transcript.ts'
import { trigger } from '../stage/trigger.ts'
import { longestReading } from '../stage/tuning.ts'
import { longestObservation } from '../tags/tag.ts'
import { longestKindName, tagKindId } from '../tags/tag-kind.ts'

const command = <Type extends string, Shape extends z.core.$ZodLooseShape>(
  type: Type,
  shape: Shape,
) => z.object({ type: z.literal(type), ...shape })

/** A reading, what was understood of it, or what is missing yet. */
const reading = z.string().check(z.trim(), z.minLength(1), z.maxLength(longestReading))

/** A jump of the clock is shorter than a day, in milliseconds. */
const longestJump = 86_400_000

/** Moves the session to a phase. Entering play starts the clock, leaving it pauses it. */
export const setPhase = command('phase.set', { phase })
/** Runs the clock, at the speed before the last pause where none is given. Only in play. */
export const runClock = command('clock.run', {
  speed: z.optional(z.number().check(z.gte(0.1), z.lte(60))),
})
export const pauseClock = command('clock.pause', {})
/** Moves exercise time forward; what is timed for between is due at once, in its order. */
export const jumpClock = command('clock.jump', {
  by: z.int().check(z.gte(1_000), z.lte(longestJump)),
})
/** Lands a planned inject now. `to` is the person for a whisper that names none yet. */
export const landInject = command('inject.land', { injectId, to: z.optional(participantId) })
/** Holds a planned inject back until it is released; its time may pass meanwhile. */
export const holdInject = command('inject.hold', { injectId })
/** Puts a held or skipped inject back into the run of show. */
export const releaseInject = command('inject.release', { injectId })
export const skipInject = command('inject.skip', { injectId })
/** The print of what a change was made from (`stage/print.ts`): where that stands no longer, it is refused. */
const base = z.string().check(z.minLength(1), z.maxLength(longestPrint))
/**
 * Gives a planned inject another trigger. A time already past is now. Whether it lands again stays
 * as it is where `again` is left out; null is once. `base` is the print of when it landed before
 * (`stage/timing.ts`).
 */
export const retimeInject = command('inject.retime', {
  injectId,
  trigger,
  again: z.optional(z.nullable(repeat)),
  base: z.optional(base),
})
/** Gives a planned inject other words. `base` is the print of those it had (`stage/wording.ts`). */
export const editInject = command('inject.edit', {
  injectId,
  base,
  content: injectContent,
  expect: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(2_000))),
  notes: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(4_000))),
})
/**
 * Moves a planned inject in the run of show right behind another one, or to its top. One that is timed
 * may get the exercise time `at`; `base` is the print of when it landed before (`stage/timing.ts`).
 */
export const moveInject = command('inject.move', {
  injectId,
  behind: z.nullable(injectId),
  at: z.optional(z.int().check(z.nonnegative())),
  base: z.optional(base),
})
/** Keeps an improvised inject in the scenario, for whoever downloads it; or no longer. */
export const keepInject = command('inject.keep', { injectId, kept: z.boolean() })
/** Gives a planned inject another audience. */
export const addressInject = command('inject.address', { injectId, audience })
/** Chooses an option of an inject that has landed for oneself, in the place of an earlier choice. */
export const chooseOption = command('inject.choose', { injectId, option: optionKey })
/** Settles for everybody what is chosen: this option, or the one that most chose. */
export const settleOption = command('inject.settle', { injectId, option: z.optional(optionKey) })
/** Says that a landed inject was before one's eyes. */
export const seeInject = command('inject.seen', { injectId })
/** Answers a whisper for its person and the facilitators alone; `to` is whose, for a facilitator. */
export const answerWhisper = command('whisper.answer', {
  injectId,
  text: z.string().check(z.trim(), z.minLength(1), z.maxLength(longestAnswer)),
  to: z.optional(participantId),
})
/** Writes an inject on the spot. It lands at once or, with a trigger, joins the run of show. */
export const improviseInject = command('inject.improvise', {
  content: injectContent,
  audience,
  trigger: z.optional(trigger),
  again: z.optional(repeat),
})
export const say = command('channel.say', {
  text: z.string().check(z.trim(), z.minLength(1), z.maxLength(longestMessage)),
  replyTo: z.optional(messageId),
})
/** Puts an emoji on a message, or takes one's own off. */
export const react = command('channel.react', { messageId, emoji, on: z.boolean() })
/** Raises a cue before everybody's eyes. */
export const raiseCue = command('cue.raise', { cue })
/** Chooses another way to play, while everybody is still in the lobby. */
export const setFormat = command('format.set', { format: formatId })
/**
 * Lets the conductor's part pass around; people as they joined, where no order is given. While a
 * rotation goes on, changes its interval and its people.
 */
export const startRotation = command('rotation.start', {
  everyMinutes,
  order: z.optional(rotationOrder),
})
/** Hands the conductor's part to whoever is next. It passes when they have said it back. */
export const offerRotation = command('rotation.offer', { words: z.optional(handOverWords) })
export const readBackRotation = command('rotation.readBack', { words: z.optional(handOverWords) })
/** Passes over a person this time: whom it is offered to, or the next, where nobody is named. */
export const skipRotation = command('rotation.skip', { participantId: z.optional(participantId) })
export const stopRotation = command('rotation.stop', {})
/**
 * Spins a wheel before everybody's eyes. `people` are whom the wheel on call may pick; everybody who
 * plays where none are named. The wheel of incidents has its entries from the script.
 */
export const spinWheel = command('wheel.spin', {
  wheel: wheelName,
  people: z.optional(z.array(participantId).check(z.maxLength(mostEntries))),
})
export const startStopwatch = command('stopwatch.start', {})
export const stopStopwatch = command('stopwatch.stop', {})
/** Puts the stopwatch back to zero, where it stands. */
export const resetStopwatch = command('stopwatch.reset', {})
/** Draws a card of the surprise deck by chance; a facilitator may choose one. */
export const drawCard = command('deck.draw', {
  cardId: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
})
/** Lets players draw, or facilitators only. */
export const openDeck = command('deck.open', { byPlayers: z.boolean() })
/** Plays a card that waits at once, or takes it off the table. */
export const playCard = command('deck.play', { n: drawNumber })
export const vetoCard = command('deck.veto', { n: drawNumber })
/** Holds the clock and asks every participant, with the usual probes where none are given. */
export const holdFermata = command('fermata.hold', {
  probes: z.optional(
    z
      .array(z.string().check(z.trim(), z.minLength(1), z.maxLength(longestProbe)))
      .check(z.minLength(1), z.maxLength(mostProbes)),
  ),
})
/** One's own answers, in the order of the probes; in place of those one gave before. */
export const answerFermata = command('fermata.answer', {
  fermataId,
  answers: z
    .array(z.string().check(z.trim(), z.maxLength(longestBlindAnswer)))
    .check(z.minLength(1), z.maxLength(mostProbes)),
})
/** Lays the answers side by side, for everybody. */
export const revealFermata = command('fermata.reveal', { fermataId })
/** Lets the clock go on as it did before. Answers that were not revealed stay private. */
export const releaseFermata = command('fermata.release', { fermataId })
/** Has everybody write for themselves for some minutes, with the usual prompt where none is given. */
export const openBracket = command('bracket.open', {
  prompt: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(longestBracketPrompt))),
  minutes: z.optional(bracketMinutes),
})
/** One's own text, in place of the one before; an empty one takes it back. */
export const writeBracket = command('bracket.write', {
  bracketId,
  text: z.string().check(z.trim(), z.maxLength(longestBracketText)),
})
/** Gives a minute more. */
export const extendBracket = command('bracket.extend', { bracketId })
/** Shows all texts to everybody before the time is over. */
export const revealBracket = command('bracket.reveal', { bracketId })
/** Ends it and shows nothing. */
export const dropBracket = command('bracket.drop', { bracketId })
/** Begins a round: everybody posts a first reading. */
export const startTuning = command('tuning.start', {})
/** Posts one's own first reading, once. */
export const postTuning = command('tuning.post', { tuningId, text: reading })
/** Says back the reading that was given to one. */
export const restateTuning = command('tuning.restate', { tuningId, text: reading })
/** Says that one's reading was said back as it was meant, or not yet, with a word or without. */
export const confirmTuning = command('tuning.confirm', { tuningId })
export const notYetTuning = command('tuning.notYet', { tuningId, words: z.optional(reading) })
/** Gives the readings round, whoever has not posted yet. */
export const moveTuningOn = command('tuning.moveOn', { tuningId })
export const endTuning = command('tuning.end', { tuningId })
/** Offers the stand to somebody. `keep`: the giver stays beside it, and does not only play along. */
export const offerStand = command('stand.offer', { to: participantId, keep: z.boolean() })
/** Says that one has the stand, and conducts from then on. */
export const takeStand = command('stand.take', {})
/** Takes the offer of the stand back, or does not take it. */
export const withdrawStand = command('stand.withdraw', {})
/** Puts a tag on a message, or takes one's own off. */
export const setTag = command('tag.set', { messageId, kind: tagKindId, on: z.boolean() })
/** Says what one observed at a message, in place of what one said before; nothing takes it back. */
export const observeMessage = command('tag.observe', {
  messageId,
  text: z.string().check(z.trim(), z.maxLength(longestObservation)),
})
/** Adds a kind of tag to the session, for everybody. */
export const addTagKind = command('tag.addKind', {
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(longestKindName)),
})
/** Lets everybody tag for themselves until the reveal, or in the open. */
export const blindTagging = command('tag.blind', { on: z.boolean() })
/** Lays what everybody tagged blind before all of them. */
export const revealTags = command('tag.reveal', {})
/** Calls everything off: every running experiment is stopped, and the clock stands. */
export const abortGameDay = command('gameday.abort', { why: z.optional(why) })
/** Says why it was called off, after the fact: whoever did it, or a facilitator. */
export const explainAbort = command('gameday.explain', { why })
/** Lets everybody go on; the clock runs as it did before. */
export const clearAbort = command('gameday.clear', {})
/** Begins to log an experiment; `cardId` is the action on the board that it carries out. */
export const startExperiment = command('experiment.start', {
  title: experimentTitle,
  cardId: z.optional(cardId),
})
export const stopExperiment = command('experiment.stop', { n: experimentNumber })
/** Writes down what was seen, while an experiment runs or after. */
export const observeExperiment = command('experiment.observe', {
  n: experimentNumber,
  text: observationText,
})
/** Sends a prepared answer into the channel, under the message it answers. It can be sent again. */
export const sendAnswer = command('answer.send', { answerId, replyTo: z.optional(messageId) })
/** Answers on the spot, as somebody. With `keepAs`, the question that it is found by, it is prepared for next time. */
export const improviseAnswer = command('answer.improvise', {
  text: z.string().check(z.trim(), z.minLength(1), z.maxLength(longestMessage)),
  as: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(80))),
  replyTo: z.optional(messageId),
  keepAs: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(longestPhrasing))),
})
const transcriptSpeed = z.number().check(z.gte(slowestTranscript), z.lte(fastestTranscript))
/** Takes a transcript in the place of the one before. Nobody but facilitators reads its lines yet. */
export const loadTranscript = command('transcript.load', { transcript })
/** Lets the transcript go on, at the speed before its last pause where none is given. Only in play. */
export const playTranscript = command('transcript.play', { speed: z.optional(transcriptSpeed) })
export const pauseTranscript = command('transcript.pause', {})
/** Changes how fast it goes or will go on. */
export const speedTranscript = command('transcript.speed', { speed: transcriptSpeed })
/** Moves transcript time forward, or to shortly before the next line where nothing is given. */
export const jumpTranscript = command('transcript.jump', {
  by: z.optional(z.int().check(z.gte(1_000), z.lte(longestJump))),
})
/** Takes a person off the session: their key stops working. What they did stays. */
export const removeMember = command('member.remove', { participantId })

/** Marks a moment for oneself, with or without words. `ago` is how long it is past, in milliseconds. */
export const markMoment = command('moment.mark', {
  text: z.optional(z.string().check(z.trim(), z.maxLength(longestNote))),
  ago: z.optional(z.int().check(z.nonnegative(), z.lte(longestAgo))),
})
/** Takes back a mark of one's own. */
export const unmarkMoment = command('moment.unmark', { markId })

/** A command over `/live`. Each is answered with a reply once what it did is on disk. */
export const clientToServer = z.discriminatedUnion('type', [
  setPhase,
  runClock,
  pauseClock,
  jumpClock,
  landInject,
  holdInject,
  releaseInject,
  skipInject,
  retimeInject,
  editInject,
  moveInject,
  keepInject,
  addressInject,
  chooseOption,
  settleOption,
  seeInject,
  answerWhisper,
  improviseInject,
  say,
  react,
  raiseCue,
  setFormat,
  startRotation,
  offerRotation,
  readBackRotation,
  skipRotation,
  stopRotation,
  spinWheel,
  startStopwatch,
  stopStopwatch,
  resetStopwatch,
  drawCard,
  openDeck,
  playCard,
  vetoCard,
  holdFermata,
  answerFermata,
  revealFermata,
  releaseFermata,
  openBracket,
  writeBracket,
  extendBracket,
  revealBracket,
  dropBracket,
  startTuning,
  postTuning,
  restateTuning,
  confirmTuning,
  notYetTuning,
  moveTuningOn,
  endTuning,
  offerStand,
  takeStand,
  withdrawStand,
  setTag,
  observeMessage,
  addTagKind,
  blindTagging,
  revealTags,
  abortGameDay,
  explainAbort,
  clearAbort,
  startExperiment,
  stopExperiment,
  observeExperiment,
  sendAnswer,
  improviseAnswer,
  loadTranscript,
  playTranscript,
  pauseTranscript,
  speedTranscript,
  jumpTranscript,
  removeMember,
  markMoment,
  unmarkMoment,
])
export type Command = z.infer<typeof clientToServer>
