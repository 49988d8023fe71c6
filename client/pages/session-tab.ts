/** What a phone shows of a session, one at a time. */
export type Tab = 'board' | 'feed' | 'channel' | 'doing' | 'notes' | 'stand'
