import type { AppFacts } from '../blockly/facts'
import { readXml } from '../blockly/xml-in'
import { byId, say } from './dom'
import type { Editor } from './workspace'

const copy = async (editor: Editor): Promise<void> => {
  const text = editor.clipboardText()
  if (text === null) return say('There are no blocks to copy yet.', true)
  try {
    await navigator.clipboard.writeText(text)
    say('The XML is copied. The console takes it by paste in its editor.')
  } catch {
    byId<HTMLTextAreaElement>('import-text').value = text
    byId<HTMLDialogElement>('import').showModal()
    byId('import-problem').textContent = 'The browser does not allow copying. Here is the XML: select it and copy it yourself.'
  }
}

/** The two ways of XML: out to the clipboard, and in from it. */
export const setUpXml = (editor: Editor, facts: () => AppFacts): void => {
  const [dialog, text, problem] = [byId<HTMLDialogElement>('import'), byId<HTMLTextAreaElement>('import-text'), byId('import-problem')]
  byId('copy-xml').addEventListener('click', () => void copy(editor))
  byId('paste-xml').addEventListener('click', () => {
    problem.textContent = ''
    dialog.showModal()
    text.focus()
  })
  byId('import-close').addEventListener('click', () => dialog.close())
  byId('import-add').addEventListener('click', () => {
    if (!editor.event) return
    const read = readXml(text.value, facts(), editor.event)
    if (!read.ok) {
      problem.textContent = read.problem
      return
    }
    editor.add(read)
    text.value = ''
    dialog.close()
    say(['The blocks are added.', ...read.notes].join('\n'))
  })
}
