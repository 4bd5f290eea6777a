import { element } from './dom'
import type { Entry } from './insert'

const maxShown = 12

const matching = (entries: readonly Entry[], text: string): Entry[] => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter(({ label, where }) => words.every((word) => `${label} ${where}`.toLowerCase().includes(word))).slice(0, maxShown)
}

/** The search box for blocks: type, choose with the arrow keys, and Enter puts the block into the logic. */
export const setUpAddBlock = (input: HTMLInputElement, list: HTMLElement, entries: () => readonly Entry[], onChosen: (entry: Entry) => void): void => {
  let shown: Entry[] = []
  let active = 0
  const close = (): void => {
    list.hidden = true
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const choose = (entry: Entry | undefined): void => {
    if (!entry) return
    close()
    input.value = ''
    onChosen(entry)
  }
  const show = (): void => {
    shown = matching(entries(), input.value)
    active = Math.max(0, Math.min(active, shown.length - 1))
    list.replaceChildren(...shown.map((entry, index) => {
      const item = element('li', { id: `add-${index}` }, element('span', {}, entry.label), element('span', { className: 'where' }, entry.where))
      item.setAttribute('role', 'option')
      item.setAttribute('aria-selected', String(index === active))
      item.addEventListener('mousedown', (event) => {
        event.preventDefault()
        choose(entry)
      })
      return item
    }))
    list.hidden = shown.length === 0
    input.setAttribute('aria-expanded', String(shown.length > 0))
    if (shown.length > 0) input.setAttribute('aria-activedescendant', `add-${active}`)
  }
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => (active++, show()),
    ArrowUp: () => (active--, show()),
    Enter: () => choose(shown[active]),
    Escape: close,
  }
  input.addEventListener('input', () => {
    active = 0
    show()
  })
  input.addEventListener('focus', show)
  input.addEventListener('blur', close)
  input.addEventListener('keydown', (event) => {
    const act = keys[event.key]
    if (!act) return
    event.preventDefault()
    act()
  })
}
