import { spoken } from './spoken.ts'

/** What is said where a facilitator changes, moves and keeps what stands in the run of show. */
export const runEditWords = spoken('run-edit', {
  open: 'Edit',
  editing: (title: string) => `Edit “${title}”`,
  fields: {
    expect: 'You hope for',
    notes: 'Notes, for facilitators',
  },
  verbs: {
    save: 'Save',
    overwrite: 'Save mine in its place',
    take: 'Take theirs',
    landNew: 'Land it as a new one',
    planNew: 'Put in the run of show',
    cancel: 'Leave it',
    busy: 'Saving…',
  },
  saved: 'Saved',
  /** What others, or the clock, did while somebody wrote. */
  behind: 'Somebody else has changed it meanwhile. What you wrote is still here. It says now:',
  landed: 'It has landed meanwhile, as it stood then. What you wrote is kept here.',
  landedNew: 'Landed as a new one',
  plannedNew: 'In the run of show as a new one',
  move: {
    /** @param title whose place it is */
    grip: (title: string) => `Move “${title}”`,
    hint: 'Drag it, or move it with the arrow keys',
    /** While it is in the hand: when it would land. */
    at: (time: string) => `at ${time}`,
    /** While it is in the hand, for what has no time. */
    here: 'here',
    /** Said aloud. */
    moved: (place: number, of: number) => `Moved to place ${place} of ${of}`,
    movedAt: (place: number, of: number, time: string) =>
      `Moved to place ${place} of ${of}, lands at ${time}`,
    first: 'It stands first already',
    last: 'It stands last already',
  },
  keep: {
    keep: 'Keep in the scenario',
    kept: 'Kept in the scenario',
    meaning: 'It is in the scenario you download, at the time it landed.',
  },
  download: {
    open: 'Download the scenario',
    meaning: 'The run of show as it stands now, as a file from which a new session can be made.',
    failed: 'The scenario could not be written.',
    /** @param problem what cannot be read of it, and where */
    unreadable: (problem: string) =>
      `The scenario could not be written so that it can be read again: ${problem}`,
    done: 'Downloaded',
    /** @param remarks how many things are said otherwise in the file */
    doneWith: (remarks: number) =>
      remarks === 1
        ? 'Downloaded. One thing is said otherwise there; a comment at the top tells which.'
        : `Downloaded. ${remarks} things are said otherwise there; comments at the top tell which.`,
  },
  /** What stands in the file, for whoever opens it. */
  file: {
    /** For a session that was made without a scenario. */
    summary: (title: string) => `What was played in “${title}”.`,
    situation: 'Write here what everyone knows at the start.',
    remark: {
      person: (inject: string, names: string) =>
        `“${inject}” was for ${names}; here it is a whisper whose person is chosen while playing.`,
      people: (inject: string, names: string) =>
        `“${inject}” was for ${names}; here it is for all participants.`,
      allBut: (inject: string, names: string) =>
        `“${inject}” was for everyone but ${names}; here it is for everyone.`,
      time: (inject: string) =>
        `“${inject}” waited for a time among other things; here it waits for the others.`,
      gone: (inject: string) =>
        `“${inject}” waited for a surprise that is not in this file; here it waits for the hand.`,
      option: (inject: string) =>
        `“${inject}” waited for a choice that is not offered in this file; here it waits for the hand.`,
      again: (inject: string) =>
        `“${inject}” landed again and again for one person; here it is a whisper, which lands once.`,
    },
    name: 'scenario',
  },
})
