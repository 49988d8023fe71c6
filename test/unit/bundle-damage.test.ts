import { expect, test } from 'vitest'
import { readBundle } from '../../server/bundle.ts'
import { toWireRow } from '../../server/wire-row.ts'
import type { ParticipantId, SessionId } from '../../shared/ids.ts'
import { notesAfter, typing } from '../support/typing.ts'

const updates = typing(['one ', 'two ', 'three '])

function bundleOf(written: readonly Uint8Array[]) {
  const author = 'p_ana' as ParticipantId
  const rows = written.map((update, index) =>
    toWireRow({ seq: index + 1, at: index, author, connection: 'server', update }),
  )
  return {
    format: 'gamelan-session/1',
    session: { title: 'The copy', format: 'gamelan', createdAt: 0 },
    participants: [{ participantId: author, name: 'Ana', role: 'participant', joinedAt: 0 }],
    documents: { board: { rows } },
  }
}

const read = (sent: unknown) => readBundle(sent, 's_copy' as SessionId, 9)

test('[BUNDLE-5] a bundle with an empty row in the place of a damaged one is read', () => {
  const [first, , third] = updates as [Uint8Array, Uint8Array, Uint8Array]
  const { rows } = read(bundleOf([first, Uint8Array.of(0, 0), third]))
  expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3])
  expect(notesAfter(rows.map(({ update }) => update))).toBe('one ')
})

test('[BUNDLE-4] a row that stands on one that is not there is refused all the same', () => {
  const [first, , third] = updates as [Uint8Array, Uint8Array, Uint8Array]
  expect(() => read(bundleOf([first, third]))).toThrow('documents.board')
})
