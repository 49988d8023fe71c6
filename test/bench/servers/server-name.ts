/** The product and its peers, in the order of the tables. */
export const serverNames = ['gamelan', 'y-websocket', 'hocuspocus', 'relay'] as const
export type ServerName = (typeof serverNames)[number]

/** Which of them keep documents: the relay only passes on what it hears. */
export const syncing = ['gamelan', 'y-websocket', 'hocuspocus'] as const satisfies ServerName[]

/** Which of them keep documents over a restart. */
export const lasting = ['gamelan', 'hocuspocus'] as const satisfies ServerName[]
