/**
 * The version of everything that goes over the wire (commands, bells, HTTP answers, sync frames).
 * A test holds a hash of the schemas, so a change to one asks for a new line here.
 *
 * - 1: the first.
 */
export const protocolVersion = 1
