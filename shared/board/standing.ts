import type { Card, Hypothesis } from './card.ts'
import type { Link } from './link.ts'

/** What the board says of a hypothesis: how far the group may lean on it. */
export type Standing = 'untested' | 'contradicted' | 'tested'

/**
 * Contradicted once it is refuted or more signals speak against it than for it; untested while it is
 * only proposed and nothing speaks for it or tries it.
 */
export function standingOf(
  { status }: Pick<Hypothesis, 'status'>,
  links: readonly Link[],
): Standing {
  const count = (...relations: Link['relation'][]) =>
    links.filter(({ relation }) => relations.includes(relation)).length
  if (status === 'refuted' || count('contradicts') > count('supports')) return 'contradicted'
  return status === 'proposed' && count('supports', 'tests') === 0 ? 'untested' : 'tested'
}

/** Whether something is still to be done about this card. */
export function isUnderWay(card: Card): boolean {
  return card.kind === 'action' && (card.status === 'open' || card.status === 'doing')
}
