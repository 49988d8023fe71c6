import * as z from 'zod/mini'
import { cueId, fermataId, injectId, messageId, participantId } from '../ids.ts'
import { longestMessage } from '../stage/channel.ts'
import { cue } from '../stage/cue.ts'
import { longestAnswer, longestProbe, mostProbes } from '../stage/fermata.ts'
import { audience, injectContent, trigger } from '../stage/inject.ts'
import { phase } from '../stage/phase.ts'
import { emoji } from '../stage/reaction.ts'
import { problem } from '../errors.ts'

const command = <Type extends string, Shape extends z.core.$ZodLooseShape>(
  type: Type,
  shape: Shape,
) => z.object({ type: z.literal(type), ...shape })

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
/** Gives a planned inject another time, or leaves it to the hand. A time already past is now. */
export const retimeInject = command('inject.retime', { injectId, trigger })
/** Writes an inject on the spot. It lands at once or, with a trigger, joins the run of show. */
export const improviseInject = command('inject.improvise', {
  content: injectContent,
  audience,
  trigger: z.optional(trigger),
})
export const say = command('channel.say', {
  text: z.string().check(z.trim(), z.minLength(1), z.maxLength(longestMessage)),
  replyTo: z.optional(messageId),
})
/** Puts an emoji on a message, or takes one's own off. */
export const react = command('channel.react', { messageId, emoji, on: z.boolean() })
/** Raises a cue before everybody's eyes. */
export const raiseCue = command('cue.raise', { cue })
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
    .array(z.string().check(z.trim(), z.maxLength(longestAnswer)))
    .check(z.minLength(1), z.maxLength(mostProbes)),
})
/** Lays the answers side by side, for everybody. */
export const revealFermata = command('fermata.reveal', { fermataId })
/** Lets the clock go on as it did before. Answers that were not revealed stay private. */
export const releaseFermata = command('fermata.release', { fermataId })
/** Takes a person off the session: their key stops working. What they did stays. */
export const removeMember = command('member.remove', { participantId })

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
  improviseInject,
  say,
  react,
  raiseCue,
  holdFermata,
  answerFermata,
  revealFermata,
  releaseFermata,
  removeMember,
])
export type Command = z.infer<typeof clientToServer>

/** The answer to a command: done and saved, or why not. */
export const reply = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    id: z.optional(z.union([injectId, messageId, cueId, fermataId])),
  }),
  z.object({ ok: z.literal(false), error: problem }),
])
export type Reply = z.infer<typeof reply>
