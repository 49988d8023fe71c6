import * as z from 'zod/mini'

declare const brand: unique symbol

/** A string that can only be passed where an id of the same kind is asked for. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind }

export type SessionId = Id<'session'>
export type ParticipantId = Id<'participant'>
export type CardId = Id<'card'>
export type InjectId = Id<'inject'>
export type MessageId = Id<'message'>
export type CueId = Id<'cue'>
export type MarkId = Id<'mark'>
export type SpinId = Id<'spin'>
export type FermataId = Id<'fermata'>
export type BracketId = Id<'bracket'>
export type TuningId = Id<'tuning'>
export type AnswerId = Id<'answer'>
export type ConnectionId = Id<'connection'>

interface IdByKind {
  session: SessionId
  participant: ParticipantId
  card: CardId
  inject: InjectId
  message: MessageId
  cue: CueId
  mark: MarkId
  spin: SpinId
  fermata: FermataId
  bracket: BracketId
  tuning: TuningId
  answer: AnswerId
  connection: ConnectionId
}

export type IdKind = keyof IdByKind

/** Makes a new id of a kind. Where ids are born is an argument, so tests own them. */
export type NewId = <Kind extends IdKind>(kind: Kind) => IdByKind[Kind]

const prefixByKind: Record<IdKind, string> = {
  session: 's',
  participant: 'p',
  card: 'c',
  inject: 'i',
  message: 'm',
  cue: 'q',
  mark: 'k',
  spin: 'w',
  fermata: 'f',
  bracket: 'b',
  tuning: 't',
  answer: 'a',
  connection: 'x',
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz'

/**
 * Ids drawn from a source of random bytes: a letter for the kind, an underscore and 16 characters
 * of a 54 letter alphabet (about 92 bits). They are names, never secrets.
 */
export function idsFrom(randomBytes: (length: number) => Uint8Array): NewId {
  return <Kind extends IdKind>(kind: Kind) => {
    const letters = Array.from(randomBytes(16), (byte) => alphabet.charAt(byte % alphabet.length))
    return `${prefixByKind[kind]}_${letters.join('')}` as IdByKind[Kind]
  }
}

function idSchema<Kind extends IdKind>(kind: Kind) {
  const pattern = new RegExp(`^${prefixByKind[kind]}_[\\w-]{1,64}$`)
  return z.custom<IdByKind[Kind]>((value) => typeof value === 'string' && pattern.test(value), {
    error: `expected the id of a ${kind}`,
  })
}

export const sessionId = idSchema('session')
export const participantId = idSchema('participant')
export const cardId = idSchema('card')
export const injectId = idSchema('inject')
export const messageId = idSchema('message')
export const cueId = idSchema('cue')
export const markId = idSchema('mark')
export const spinId = idSchema('spin')
export const fermataId = idSchema('fermata')
export const bracketId = idSchema('bracket')
export const tuningId = idSchema('tuning')
export const answerId = idSchema('answer')
