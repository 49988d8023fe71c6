/**
 * The version of everything that goes over the wire (commands, bells, HTTP answers, sync frames).
 * A test holds a hash of the schemas, so a change to one asks for a new line here.
 *
 * - 1: the first.
 * - 2: sync sockets are closed with words of their own for a full document (4414), too much at once
 *   (4529), too many pages (4503), and a network that cannot keep up (1013). Deflated frames (103).
 * - 3: messages answer messages and bear emoji; cues; surprises that are images, charts that move.
 * - 4: the clock can be moved forward, and injects be given another time.
 * - 5: nine formats, and the format of a session can be changed in its lobby.
 * - 5: anybody in a session can mark moments for themselves.
 * - 5: the conductor's part passes around, with a hand-over that is said back.
 * - 5: wheels that are spun for everybody, and a stopwatch.
 * - 5: injects wait for others, for the board and the channel, and for several of these.
 * - 5: audiences of injects by role, part and name; who has seen one; answers to whispers.
 */
export const protocolVersion = 5
