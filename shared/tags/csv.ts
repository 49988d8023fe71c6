/**
 * A table as a CSV file by RFC 4180: CRLF ends a line, and a cell with a comma, a quote or a line break
 * stands in quotes. It begins with a byte order mark, without which Excel reads accents as garbage.
 *
 * What a spreadsheet would take for a formula gets an apostrophe before it, so that nobody's message
 * runs on somebody's machine (OWASP, "CSV Injection").
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return '\uFEFF' + rows.map((row) => row.map(cell).join(',') + '\r\n').join('')
}

const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u

function cell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
