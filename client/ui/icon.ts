import type { Attachment } from 'svelte/attachments'

/** A drawing of Lucide, or one made as those are, as its SVG file has it: lines in a box of 24. */
export type Drawing = string

const linesByFile = new Map<Drawing, DocumentFragment>()

/** Puts the lines of a drawing into an `<svg>`. They are read once, however often they are drawn. */
export function drawn(file: Drawing): Attachment<SVGElement> {
  return (svg) => svg.replaceChildren(linesOf(file).cloneNode(true))
}

function linesOf(file: Drawing): DocumentFragment {
  const known = linesByFile.get(file)
  if (known) return known
  const holder = document.createElement('template')
  holder.innerHTML = file
  const lines = document.createDocumentFragment()
  lines.append(...(holder.content.querySelector('svg')?.children ?? []))
  linesByFile.set(file, lines)
  return lines
}
