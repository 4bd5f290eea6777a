import ts from 'typescript'

const isTemplatePart = (node: ts.Node): boolean =>
  ts.isNoSubstitutionTemplateLiteral(node) || node.kind === ts.SyntaxKind.TemplateHead || node.kind === ts.SyntaxKind.TemplateMiddle || node.kind === ts.SyntaxKind.TemplateTail

/** Writes line breaks inside template texts as `\n`: code in a block is indented line by line, and a text must not change by that. */
export const withOneLineTemplates = (code: string): string => {
  const source = ts.createSourceFile('code.js', code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS)
  const parts: { readonly start: number; readonly end: number }[] = []
  const visit = (node: ts.Node): void => {
    if (isTemplatePart(node)) parts.push({ start: node.getStart(source), end: node.getEnd() })
    node.forEachChild(visit)
  }
  visit(source)
  return parts.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(start, end).replace(/\n/g, '\\n') + text.slice(end), code)
}
