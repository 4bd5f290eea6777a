/** One piece of a condition or of an expression. */
export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'sign'
  readonly text: string
}

const shapes: readonly (readonly [Token['kind'], RegExp])[] = [
  ['name', /^[A-Za-z_][A-Za-z0-9_]*/],
  ['number', /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/],
  ['text', /^'(?:[^']|'')*'/],
  ['sign', /^(?:<>|!=|<=|>=|[=<>(),+\-*/])/],
]

/** Takes a text apart; null = it holds something that belongs in neither a condition nor an expression. */
export const tokenize = (written: string): Token[] | null => {
  const tokens: Token[] = []
  let rest = written.trimStart()
  while (rest !== '') {
    const found = shapes.flatMap(([kind, shape]) => {
      const text = shape.exec(rest)?.[0]
      return text === undefined ? [] : [{ kind, text }]
    })[0]
    if (!found) return null
    tokens.push(found)
    rest = rest.slice(found.text.length).trimStart()
  }
  return tokens
}

/** Whether every parenthesis that opens is closed after it: only so can a text not leave the place that it is put in. */
export const isBalanced = (tokens: readonly Token[]): boolean => {
  let depth = 0
  for (const { text } of tokens) {
    depth += text === '(' ? 1 : text === ')' ? -1 : 0
    if (depth < 0) return false
  }
  return depth === 0
}
