import { Document, isScalar, isSeq, visit } from 'yaml'
import type { WrittenPlan } from './from-plan.ts'
import type { WrittenHead } from './written-head.ts'

/** A time would be a number to a reader of older YAML. */
const looksLikeTime = /^\d+(:\d\d)+$/

/**
 * A scenario as YAML text, which `parseScenario` reads again.
 * @param comments lines for people, above everything else
 */
export function writeScenario(
  head: WrittenHead,
  { injects }: Pick<WrittenPlan, 'injects'>,
  comments: readonly string[] = [],
): string {
  const document = new Document({ ...head, injects }, { aliasDuplicateObjects: false })
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === 'string' && looksLikeTime.test(node.value)) {
        node.type = 'QUOTE_SINGLE'
      }
      if (typeof node.value === 'string' && node.value.includes('\n')) node.type = 'BLOCK_LITERAL'
    },
    Pair: (_key, { key, value }) => {
      if (isScalar(key) && key.value === 'points' && isSeq(value)) value.flow = true
    },
  })
  if (comments.length > 0) document.commentBefore = comments.map(asComment).join('\n')
  return document.toString({ lineWidth: 100 })
}

function asComment(line: string): string {
  return ` ${line.replace(/\s+/g, ' ')}`
}
