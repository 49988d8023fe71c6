import { CST, Lexer } from 'yaml'

const deepest = 40
const widestIndent = 100

/** The offset at which a YAML text nests deeper than any scenario would, or null. */
export function nestingTooDeepAt(text: string): number | null {
  let offset = 0
  let nesting = start
  for (const lexeme of new Lexer().lex(text)) {
    const isMarker = !nesting.inScalar && markers.has(lexeme)
    nesting = isMarker ? { ...nesting, inScalar: lexeme === CST.SCALAR } : after(nesting, lexeme)
    if (nesting.flow + nesting.block > deepest || nesting.indent > widestIndent) return offset
    if (!isMarker) offset += lexeme.length
  }
  return null
}

/** Open brackets, block indicators on this line (`- - ? -`), and how far the line is indented. */
interface Nesting {
  readonly flow: number
  readonly block: number
  readonly indent: number
  readonly atLineStart: boolean
  readonly inScalar: boolean
}

const start: Nesting = { flow: 0, block: 0, indent: 0, atLineStart: true, inScalar: false }

/** The lexer's control characters announce what follows; they are no part of the text. */
const markers = new Set<string>([CST.SCALAR, CST.DOCUMENT, CST.FLOW_END])

function after(nesting: Nesting, lexeme: string): Nesting {
  // A scalar's own text may look like anything, a bracket too.
  if (nesting.inScalar) return { ...nesting, inScalar: false, atLineStart: lexeme.endsWith('\n') }
  const same = { ...nesting, atLineStart: false }
  const type = CST.tokenType(lexeme)
  if (type === 'newline') return { ...start, flow: nesting.flow }
  if (type === 'space' && nesting.atLineStart) return { ...same, indent: lexeme.length }
  if (opening.has(type)) return { ...same, flow: nesting.flow + 1 }
  if (closing.has(type)) return { ...same, flow: Math.max(0, nesting.flow - 1) }
  if (indicator.has(type) && nesting.flow === 0) return { ...same, block: nesting.block + 1 }
  return same
}

type TokenType = ReturnType<typeof CST.tokenType>

const opening = new Set<TokenType>(['flow-map-start', 'flow-seq-start'])
const closing = new Set<TokenType>(['flow-map-end', 'flow-seq-end'])
const indicator = new Set<TokenType>(['seq-item-ind', 'explicit-key-ind', 'map-value-ind'])
