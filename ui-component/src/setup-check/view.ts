import type * as React from 'react'
import type { Browser } from '../browser'
import type { Settings } from '../settings'
import type { Finding } from './finding'
import { checkSetup } from './setup-check'

/** What the check needs of the component. */
export interface SetupCheckProps {
  readonly browser: Browser
  readonly settings: Settings
}

const signs: Readonly<Record<Finding['state'], readonly [string, string]>> = { good: ['✓', 'Done: '], bad: ['✗', 'To do: '], open: ['?', 'Open: '] }
const unseen = { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' } as const

/** The button and its list. A lazy part has no React of its own: it gets that of the page. */
export const createSetupCheck = ({ createElement: h, useEffect, useRef, useState }: typeof React): React.FunctionComponent<SetupCheckProps> => {
  const line = ({ name, state, text, fix }: Finding): React.ReactElement => {
    const [sign, word] = signs[state]
    return h('li', { key: name, 'data-check': name, 'data-state': state }, h('span', { 'aria-hidden': true }, `${sign} `), h('span', { style: unseen }, word), h('strong', null, `${name}: `), text, fix ? ` ${fix}` : null)
  }
  return ({ browser, settings }) => {
    const [findings, setFindings] = useState<readonly Finding[] | null>(null)
    const [isChecking, setChecking] = useState(false)
    const isGone = useRef(false)
    useEffect(() => () => void (isGone.current = true), [])
    const run = async (): Promise<void> => {
      if (isChecking) return
      setChecking(true)
      const found = await checkSetup(browser, settings)
      if (isGone.current) return
      setFindings(found)
      setChecking(false)
    }
    const start = (): void => void run().catch(browser.report)
    return h('div', { lang: 'en', dir: 'ltr' },
      h('button', { type: 'button', className: 'bl-customComponent-audioTranscriber__secondary', 'aria-disabled': isChecking, onClick: start }, 'Setup check'),
      h('div', { role: 'status', style: { position: 'relative' } }, isChecking ? 'Checking…' : findings && h('ul', { 'aria-label': 'Setup check', style: { margin: '8px 0', paddingInlineStart: 0, listStyle: 'none' } }, findings.map(line))))
  }
}
