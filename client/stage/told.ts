/** A stretch of a situation: a paragraph, or the items of a list. */
export type ToldBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }

const mark = /^(?:[-*•]|\d+[.)])\s+/u

/**
 * The paragraphs and lists of a text from a file. Its lines were broken to fit an editor, so the
 * breaks within them go; an empty line ends a paragraph, and a dash, dot or number begins an item.
 */
export function toldBlocks(text: string): ToldBlock[] {
  const blocks: ToldBlock[] = []
  for (const paragraph of text.trim().split(/\n\s*\n/u)) {
    const [lead, ...items] = paragraph.split(/\n(?=\s*(?:[-*•]|\d+[.)])\s)/u).map(inOneLine)
    const all = lead !== undefined && mark.test(lead) ? [lead, ...items] : items
    if (all.length === items.length && lead) blocks.push({ kind: 'paragraph', text: lead })
    if (all.length > 0)
      blocks.push({ kind: 'list', items: all.map((item) => item.replace(mark, '')) })
  }
  return blocks
}

function inOneLine(lines: string): string {
  return lines.trim().replace(/\s*\n\s*/gu, ' ')
}
