/**
 * Why the server closes a sync socket. A client takes 4400-4499 as final and tries again after
 * anything else. Both ends read this table; the sentence is what the page shows.
 */
export const closeCodes = {
  restart: { code: 1012, reason: 'The server is restarting. You will be back in a moment.' },
  tryLater: { code: 1013, reason: 'Not saved just now. Your changes are kept here; trying again.' },
  tooSlow: {
    code: 1013,
    reason: 'Your network could not keep up. Your changes are kept here; trying again.',
  },
  badFrame: {
    code: 4400,
    reason: 'This page sent something the server could not read. Reload the page.',
  },
  notWelcome: {
    code: 4401,
    reason: 'You are not, or no longer, in this session. Ask for a new link.',
  },
  notYours: {
    code: 4403,
    reason: 'This is not yours to change. You still see everything that is shared with you.',
  },
  noSuchDocument: { code: 4404, reason: 'There is no such session or document.' },
  tooLarge: { code: 4413, reason: 'That change is too large to send at once. Split it up.' },
  full: {
    code: 4414,
    reason: 'This board is full. All that was saved is safe; go on in a new session.',
  },
  tooFast: {
    code: 4529,
    reason: 'That was a lot at once. Your changes are kept here; trying again in a moment.',
  },
  tooMany: {
    code: 4503,
    reason: 'Too many pages are open here at once. Close some; trying again in a moment.',
  },
} as const

export type CloseReason = keyof typeof closeCodes

/** Whether a client should stay away after being closed with this code. */
export function isFinal(code: number): boolean {
  return code >= 4400 && code <= 4499
}
