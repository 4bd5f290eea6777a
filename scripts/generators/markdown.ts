/** A Markdown table; cells are escaped, so that no text can break it. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Code in a cell; nothing stays nothing. */
export const code = (text: string | number | boolean | undefined): string => (text === undefined || text === '' ? '' : `\`${String(text)}\``)
