/**
 * The version of everything that goes over the wire (commands, bells, HTTP answers, sync frames).
 * A test holds a hash of the schemas, so a change to one asks for a new line here.
 *
 * - 1: the first.
 * - 2: sync sockets are closed with words of their own for a full document (4414), too much at once
 *   (4529), too many pages (4503), and a network that cannot keep up (1013). Deflated frames (103).
 * - 3: messages answer messages and bear emoji; cues; surprises that are images, charts that move.
 * - 4: the clock can be moved forward, and injects be given another time.
 * - 5: nine formats, to be changed in the lobby; marked moments; the conductor's part passes around;
 *   wheels and a stopwatch; the surprise deck; injects that wait for others and for the board, are for
 *   parts, roles and people, and say who has seen them; answers to whispers; fermatas.
 * - 6: injects are reworded, moved and kept, let people choose, and land again; time brackets and
 *   tuning; the stand is handed over; tags on messages; experiments and the abort of a Game Day;
 *   prepared answers; transcripts played into the channel.
 */
export const protocolVersion = 6
