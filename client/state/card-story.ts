import type { CardId } from '../../shared/ids.ts'
import type { Change } from '../../shared/replay/change.ts'
import { foldChanges } from '../../shared/replay/change.ts'
import { historyRow } from '../../shared/replay/history-row.ts'
import type { History } from '../../shared/wire/api.ts'

/** What was done to a card, newest first; letters typed at once are one. */
export async function cardStory(history: History, card: CardId): Promise<readonly Change[]> {
  const rows = history.documents.board?.rows.map(historyRow) ?? []
  // Few ask for a card's story, and most of what reads it is needed for nothing else here.
  const { Chronicle } = await import('../../shared/replay/chronicle.ts')
  const chronicle = new Chronicle()
  chronicle.append(rows)
  return foldChanges(chronicle.changes.filter(({ cardId }) => cardId === card)).reverse()
}
