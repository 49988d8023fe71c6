/** A card of the surprise deck: a small thing that happens, to play with. */
export interface DeckCard {
  readonly id: string
  readonly title: string
  /** One sentence: what happens. It bothers the group, never mocks anybody. */
  readonly text: string
}

/** The surprises that come by chance, of machines and of people. */
export const deck: readonly DeckCard[] = [
  {
    id: 'lost-network',
    title: 'Gone dark',
    text: 'Whoever has their hands on the keyboard loses their network: for two minutes they neither speak nor write.',
  },
  {
    id: 'no-dashboard',
    title: 'The dashboard is part of it',
    text: 'The dashboard that everybody looks at stops loading; the data behind it is still there.',
  },
  {
    id: 'director-joins',
    title: 'A director joins the call',
    text: 'A kind and worried director comes in and asks how long it will take; somebody answers in two sentences.',
  },
  {
    id: 'clock-skew',
    title: 'Three minutes apart',
    text: 'One of the logs you read turns out to be three minutes ahead of the others; look at your timeline again.',
  },
  {
    id: 'second-alert',
    title: 'A second pager',
    text: 'Another alert goes off for a service nobody has mentioned yet; decide who looks, and for how long.',
  },
  {
    id: 'newcomer',
    title: 'First day on call',
    text: 'Somebody on their first day joins and asks what is going on; whoever knows least so far explains it to them.',
  },
  {
    id: 'old-runbook',
    title: 'The runbook is from last year',
    text: 'The runbook names a host that was switched off months ago; say what you would trust instead.',
  },
  {
    id: 'big-customer',
    title: 'A customer writes',
    text: 'The largest customer asks in public whether their data is safe; agree on what can be said truly by now.',
  },
  {
    id: 'deploy-freeze',
    title: 'Nothing ships',
    text: 'The deploy pipeline is stuck in a queue of its own: for five minutes no change reaches production.',
  },
  {
    id: 'silent-expert',
    title: 'The expert is on a train',
    text: 'The person who knows this system best can only send one short message; choose the one question you ask them.',
  },
  {
    id: 'it-stopped',
    title: 'It went away by itself',
    text: 'The symptom is gone for a minute, and nobody did anything; say what you think happened before it comes back.',
  },
  {
    id: 'two-changes',
    title: 'Somebody else was here',
    text: 'It turns out that another team changed a setting ten minutes ago, with the best of intentions; find out what you would ask them.',
  },
  {
    id: 'swap-parts',
    title: 'Change seats',
    text: 'Two people who have not worked together yet swap their parts, with one sentence of hand-over each.',
  },
  {
    id: 'quiet-minute',
    title: 'A minute of silence',
    text: 'For one minute nobody speaks; everybody writes what they believe, and only then looks at what the others wrote.',
  },
  {
    id: 'certificate',
    title: 'Midnight in another place',
    text: 'A certificate that nobody had on a list ran out this minute; is it the cause, or one more thing?',
  },
  {
    id: 'disk-full',
    title: 'The logs fill the disk',
    text: 'The extra logging that was turned on for this incident is filling a disk; it has fifteen minutes left.',
  },
  {
    id: 'dns-half',
    title: 'Half of the world',
    text: 'It works for half of you and not for the other half; find out what the halves have in common.',
  },
  {
    id: 'cat',
    title: 'A cat on the keyboard',
    text: 'A cat walks over a keyboard and closes the window with the only query that worked; write it down again, together.',
  },
  {
    id: 'lunch',
    title: 'Somebody is hungry',
    text: 'It has been long since anybody ate: one person goes to get something, and their part needs somebody until they are back.',
  },
  {
    id: 'good-news',
    title: 'Good news',
    text: 'Support reports that customers thank you for the honest status page; take a breath, and say who did well at what.',
  },
]
