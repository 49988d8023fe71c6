import type { Message } from '../../shared/stage/channel.ts'

/** Who speaks in a message, where that is not the person who sent it; null where it is. */
export function speakerOf({ as, line }: Pick<Message, 'as' | 'line'>): string | null {
  return as ?? line?.who ?? null
}
