import type { Action } from '../../shared/roles.ts'
import type { Command } from '../../shared/wire/commands.ts'

/** What whoever plays may do, too. */
const everybodys: ReadonlySet<Command['type']> = new Set([
  'channel.say',
  'inject.choose',
  'channel.react',
  'cue.raise',
  'rotation.offer',
  'rotation.readBack',
  'rotation.skip',
  'deck.draw',
  'fermata.answer',
  'bracket.write',
  'tuning.post',
  'tuning.restate',
  'tuning.confirm',
  'tuning.notYet',
  'stand.take',
  'stand.withdraw',
  'tag.set',
  'tag.observe',
  'tag.addKind',
  'gameday.abort',
  'gameday.explain',
  'experiment.start',
  'experiment.stop',
  'experiment.observe',
])

/** What whoever looks on may do, too: it is theirs alone. */
const ownMarks: ReadonlySet<Command['type']> = new Set(['moment.mark', 'moment.unmark'])

/** What whoever sends a command must be allowed to do. */
export function rightFor(command: Command): Action {
  if (ownMarks.has(command.type)) return 'mark'
  if (command.type === 'inject.seen') return 'watch'
  // Whoever names a thread means somebody else's.
  if (command.type === 'whisper.answer') return command.to === undefined ? 'speak' : 'conduct'
  return everybodys.has(command.type) ? 'speak' : 'conduct'
}
