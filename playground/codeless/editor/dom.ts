type Child = Node | string

/** Makes an element; properties are set as they are named in the DOM. */
export const element = <K extends keyof HTMLElementTagNameMap>(tag: K, properties: Partial<HTMLElementTagNameMap[K]> = {}, ...children: readonly Child[]): HTMLElementTagNameMap[K] => {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

/** An element of the page that must be there. */
export const byId = <T extends HTMLElement = HTMLElement>(id: string): T => {
  const found = document.getElementById(id)
  if (!found) throw new Error(`The page has no element ${id}.`)
  return found as T
}

/** What the page says about the last action. */
export const say = (text: string, isBad = false, ...more: readonly Node[]): void => {
  const place = byId('message')
  place.className = isBad ? 'message bad' : 'message'
  place.replaceChildren(...(text ? [text, ...more] : []))
}
