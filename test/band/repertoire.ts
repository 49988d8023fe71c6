/** Something to put on the board once enough has happened. */
export interface Idea {
  readonly text: string
  /** How many injects must have landed before anybody thinks of it. */
  readonly after: number
}

const idea = (after: number, text: string): Idea => ({ after, text })

/*
 * What a band says while it plays an outage of a replicated database. The words are ours.
 */

export const hypotheses: readonly Idea[] = [
  idea(0, 'A burst of spam accounts writes faster than the replica can follow'),
  idea(0, 'One long transaction holds locks that everything else waits for'),
  idea(1, 'The replica stopped because the primary threw away what it still needed'),
  idea(1, 'Removing one heavy account queued a mountain of deletes'),
  idea(2, 'Connections run out before processor or disk do'),
  idea(2, 'Readers still go to the stale replica and make it look worse'),
  idea(3, 'The base copy is not stuck, it waits for a checkpoint and says nothing'),
  idea(4, 'Two terminals look alike and one of us is on the wrong host'),
  idea(5, 'The nightly dump has been empty for a while'),
  idea(5, 'Backup failures are mailed to a place nobody reads'),
  idea(6, 'The copy in staging is the newest whole one we have'),
  idea(7, 'The restore is bound by slow disks between the hosts, not by the network'),
  idea(8, 'The restore leaves out the webhooks'),
]

export const actions: readonly Idea[] = [
  idea(0, 'Graph writes per account for the last hour'),
  idea(0, 'Ask support what customers see right now'),
  idea(0, 'Write the first status update'),
  idea(0, 'Block the spam at the edge'),
  idea(1, 'Compare the log positions of primary and replica'),
  idea(1, 'Read the replica log from the first page on'),
  idea(1, 'Count open connections on both hosts'),
  idea(2, 'Pause the account removal job'),
  idea(2, 'Find who set up replication and get them on the line'),
  idea(3, 'Say aloud which host every terminal is on'),
  idea(3, 'Take a snapshot before anybody touches a data folder'),
  idea(4, 'Put up the maintenance page and stop all writes'),
  idea(5, 'List every backup we believe we have, with its age and size'),
  idea(5, 'Open last night’s dump and count the rows'),
  idea(6, 'Estimate how long a full copy from staging takes'),
  idea(6, 'Agree when we stop trying and start restoring'),
  idea(7, 'Keep what is left of the old data before it is overwritten'),
  idea(8, 'Check that webhooks come back with the restore'),
]

export const signals: readonly Idea[] = [
  idea(0, 'Snippets created per minute are eight times the usual'),
  idea(0, 'Comments time out for some customers'),
  idea(1, 'Replication lag grows by the minute'),
  idea(1, 'Writes wait on locks, reads do not'),
  idea(2, 'The standby refuses new connections'),
  idea(3, 'Nothing is printed by the copy for ten minutes'),
  idea(4, 'Disk use on the primary fell in seconds'),
  idea(5, 'The newest dump is a few bytes long'),
  idea(6, 'Copy speed is flat, far under what the line can do'),
  idea(7, 'Support counts hundreds of tickets about missing projects'),
]

export const details: readonly string[] = [
  'Seen twice, five minutes apart.',
  'If this is true we should see it on the other host as well.',
  'Not sure yet. What would prove it wrong?',
  'Started about when the first page came in.',
  'Checked, with the numbers in the channel.',
  'Whoever picks this up: the graph is pinned.',
]

/** Said in the channel, and worth an answer: somebody may make it something to do. */
export const questions: readonly string[] = [
  'Does anybody remember when we last tried a restore?',
  'Which of these would we see first if we are wrong?',
  'Who can tell us what the removal job still has in its queue?',
  'Do the other regions see the same lag?',
  'When did a backup last come back whole?',
]

export const remarks: readonly string[] = [
  ...questions,
  'I see the same thing from my side.',
  'Can somebody say back what we are trying right now?',
  'Let us slow down before the next change.',
  'I do not follow yet: why the replica and not the primary?',
  'Support asks for a time. I will tell them the next update instead.',
  'I can take the customer side if somebody watches the graphs.',
  'That does not fit the lock idea. Interesting.',
  'Good catch.',
]

export const reactions: readonly string[] = [
  'Did everybody see that one?',
  'That changes the picture.',
  'OK, that is new.',
  'Hm. This fits the second hypothesis better than the first.',
  'Reading it now.',
]

export const whispered: readonly string[] = [
  'Somebody just told me something you should hear.',
  'I have news that only came to me, give me a second.',
]

/** What somebody plays today. */
export const parts: readonly string[] = [
  'Scribe',
  'Hands on keyboard',
  'Voice to the outside',
  'Next conductor',
]

export const doings: readonly string[] = [
  'watching the lag graph',
  'reading the database log',
  'on the phone with support',
  'drafting the next update',
  'looking for the runbook',
]

export const notes: readonly string[] = [
  'Open: how would we notice a missing backup on a quiet day?',
  'Agreed: nobody changes a host without saying its name first.',
  'Next update to customers at the half hour.',
  'Unknown: what the removal job still has in its queue.',
  'We have two stories about the lag and no signal that tells them apart.',
]

export const lookingBack: readonly string[] = [
  'Surprise: the copy was quiet, not stuck.',
  'Worked well: saying the name of the host aloud.',
  'We noticed late that two of us tested the same thing.',
  'Next time: list the backups before we need one.',
  'Open question: who reads the mail about failed jobs?',
]

export const names: readonly string[] = ['Ana', 'Bo', 'Chidi', 'Dana', 'Eskil', 'Farah', 'Goran']
