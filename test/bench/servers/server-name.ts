/** The product, another build of it to compare with, and its peers, in the order of the tables. */
export const serverNames = ['gamelan', 'before', 'y-websocket', 'hocuspocus', 'relay'] as const
export type ServerName = (typeof serverNames)[number]

/** As people write them. */
export const serverTitles: Record<ServerName, string> = {
  gamelan: 'Gamelan',
  before: 'before',
  'y-websocket': 'y-websocket',
  hocuspocus: 'Hocuspocus',
  relay: 'relay',
}

/** The builds of the product. */
export const builds: readonly ServerName[] = ['gamelan', 'before']

/** Those that keep documents: the relay only passes on what it hears. */
export const syncing: readonly ServerName[] = [...builds, 'y-websocket', 'hocuspocus']

/** Those that say what they have, and that keep documents over a restart. */
export const lasting: readonly ServerName[] = [...builds, 'hocuspocus']
