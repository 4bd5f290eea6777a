import type { Figure, Report } from './measurement'

const headings = ['What', 'Ours', 'Direct way', 'Result', 'Target', 'Met'] as const

const metWord = (met: boolean | null): string => (met === null ? '' : met ? 'yes' : '**no**')

const rowOf = ({ what, ours, direct, result, target, met }: Figure): string[] => [what, ours, direct ?? '', result, target ?? '', metWord(met)]

/** A Markdown table that is readable as plain text too. */
export const formatTable = (figures: readonly Figure[]): string => {
  const rows = [[...headings], ...figures.map(rowOf)].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const lines = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`)
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [lines[0], rule, ...lines.slice(1)].join('\n')
}

/** Table and explanation of one measurement. */
export const formatReport = ({ figures, how }: Report): string => [formatTable(figures), '', ...how.map((sentence) => `- ${sentence}`)].join('\n')
