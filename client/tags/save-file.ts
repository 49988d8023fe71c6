/** Gives somebody a file that was made on this page. Signs that no folder takes become dashes. */
export function saveFile(name: string, type: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-')
  link.click()
  URL.revokeObjectURL(link.href)
}
