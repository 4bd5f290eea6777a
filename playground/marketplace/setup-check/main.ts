import { askForMicrophone, checkFolder, checkMicrophone } from './browser-checks'
import type { Finding } from './finding'

const marks: Readonly<Record<Finding['state'], { readonly sign: string; readonly words: string }>> = {
  good: { sign: '✓', words: 'Done:' },
  bad: { sign: '✗', words: 'To do:' },
  open: { sign: '?', words: 'Open:' },
}

const element = (tag: string, text: string, className = ''): HTMLElement => Object.assign(document.createElement(tag), { textContent: text, className })

const markOf = (state: Finding['state']): HTMLElement => {
  const mark = element('span', '', 'mark')
  const sign = element('span', marks[state].sign)
  sign.setAttribute('aria-hidden', 'true')
  mark.append(sign, element('span', marks[state].words, 'unseen'))
  return mark
}

const row = (finding: Finding, onAllow: () => void): HTMLElement => {
  const item = document.createElement('li')
  item.dataset['state'] = finding.state
  item.dataset['check'] = finding.name
  const line = element('span', '')
  line.append(element('strong', `${finding.name}: `), finding.text)
  item.append(markOf(finding.state), line)
  if (finding.fix) item.append(element('span', finding.fix, 'soft'))
  if (finding.name === 'Microphone' && finding.state === 'open') {
    const allow = element('button', 'Allow the microphone', 'quiet')
    allow.addEventListener('click', onAllow)
    item.append(allow)
  }
  return item
}

const serverFindings = async (appId: string): Promise<Finding[]> => {
  const response = await fetch(`/${appId}/console/marketplace/setup-check`)
  return (await response.json()) as Finding[]
}

const check = async (list: HTMLElement): Promise<void> => {
  const { appId = '', key = '' } = list.dataset
  const found = await Promise.all([serverFindings(appId), checkFolder(`/${appId}/${key}/files`), checkMicrophone()])
  const again = (): void => void askForMicrophone().catch(() => undefined).then(() => check(list))
  list.replaceChildren(...found.flat().map((finding) => row(finding, again)))
}

const main = (): void => {
  const list = document.getElementById('setup-check')
  if (!list) return
  const run = (): void => void check(list).catch(() => list.replaceChildren(element('li', 'The playground does not answer. Is it still running?')))
  document.getElementById('check-again')?.addEventListener('click', run)
  run()
}

main()
