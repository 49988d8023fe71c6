/**
 * The version of everything that goes over the wire (commands, bells, HTTP answers, sync frames).
 * A test holds a hash of the schemas, so a change to one asks for a new line here.
 *
 * - 1: the first.
 * - 2: sync sockets are closed with words of their own for a full document (4414), too much at once
 *   (4529), too many pages (4503), and a network that cannot keep up (1013). Deflated frames (103).
 * - 3: messages answer messages and bear emoji; cues; surprises that are images, charts that move.
 * - 4: the clock can be moved forward, and injects be given another time.
 * - 5: a fermata holds the clock, asks everybody, and lays the answers side by side.
 */
export const protocolVersion = 5
