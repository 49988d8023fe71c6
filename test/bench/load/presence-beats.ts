import * as decoding from 'lib0/decoding'

/** A state as an application would tell it; `beat` counts its person's states. */
export function presenceState(person: number, card: string, beat: number): string {
  return JSON.stringify({
    user: { name: `Person ${person}`, color: '#30bced' },
    cardId: card,
    typing: beat % 2 === 0,
    beat,
  })
}

/** Tells whose states stand in an awareness update, and which ones. Those who left have none. */
export function readBeats(update: Uint8Array, found: (client: number, beat: number) => void): void {
  const decoder = decoding.createDecoder(update)
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    const client = decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    const beat = /"beat":(\d+)/.exec(decoding.readVarString(decoder))?.[1]
    if (beat !== undefined) found(client, Number(beat))
  }
}
