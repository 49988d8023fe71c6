import { micromark } from 'micromark'

/**
 * Markdown as inert HTML: CommonMark without any HTML of the writer's own, and without links to
 * anything but the usual protocols (micromark's defaults). There are no images: one from elsewhere
 * would tell its server who reads the board.
 */
export function markdown(text: string): string {
  return micromark(text, { extensions: [{ disable: { null: ['labelStartImage'] } }] })
}
