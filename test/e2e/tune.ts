/** A scenario of which every title is found only where it should be. */
export const tune = {
  title: 'Pigeons on the roof',
  summary: 'A short tune for tests.',
  format: 'tabletop',
  minutes: 60,
  situation: 'There are birds on the antenna.',
  injects: [
    {
      kind: 'message',
      title: 'A feather blocks the fan',
      from: 'Caretaker',
      body: 'It is a white one.',
      at: 'hand',
    },
    { kind: 'call', title: 'The mayor feeds the birds', at: 'hand', whisper: true },
    {
      kind: 'alert',
      title: 'The antenna has fallen',
      body: 'Nobody was below.',
      at: '50:00',
      notes: 'A quiet word for the conductor',
    },
  ],
}
