import type { Tape } from './tape.ts'

export const speeds = [1, 2, 4, 8, 16, 30, 60] as const
export type Speed = (typeof speeds)[number]

/** Where a replay stands and how it moves: a value. The functions below answer the next one. */
export interface Player {
  /** The wall moment that is shown, in milliseconds since the epoch. */
  readonly position: number
  readonly playing: boolean
  readonly speed: Speed
  /** Stays at the end of a session that is still played, as the end moves on. */
  readonly following: boolean
}

export function playerAt(position: number): Player {
  return { position, playing: false, speed: 1, following: false }
}

/** Goes on from here, or from the start where this is the end. */
export function play(player: Player, tape: Tape): Player {
  const position = player.position >= tape.end ? tape.start : player.position
  return { ...player, position, playing: true, following: false }
}

export function pause(player: Player): Player {
  return { ...player, playing: false, following: false }
}

export function atSpeed(player: Player, speed: Speed): Player {
  return { ...player, speed }
}

/** Moves to a wall moment, kept within the tape. Playing goes on from there. */
export function seek(player: Player, tape: Tape, moment: number): Player {
  const position = Math.min(Math.max(moment, tape.start), tape.end)
  return { ...player, position, following: false }
}

/** Moves by milliseconds of the tape, back where negative. */
export function step(player: Player, tape: Tape, by: number): Player {
  return seek(player, tape, tape.momentAt(tape.tapeAt(player.position) + by))
}

/** Goes to the end and stays there. */
export function follow(player: Player, tape: Tape): Player {
  return { ...player, position: tape.end, playing: false, following: true }
}

/** The player after `elapsed` milliseconds of the viewer's time. At the end of the tape it rests. */
export function advance(player: Player, tape: Tape, elapsed: number): Player {
  if (player.following) return { ...player, position: tape.end }
  if (!player.playing) return player
  const tapeAt = tape.tapeAt(player.position) + elapsed * player.speed
  if (tapeAt >= tape.length) return { ...player, position: tape.end, playing: false }
  return { ...player, position: tape.momentAt(tapeAt) }
}
