/** An event as its writer has it: the moment is put to it when it is written down. */
export type WithoutMoment<Event> = Event extends unknown ? Omit<Event, 'wallAt' | 'at'> : never
