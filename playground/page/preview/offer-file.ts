import { transcribers } from './names'
import { pageContext } from './page-context'

const busy: readonly unknown[] = ['asking', 'recording', 'paused', 'stopping', 'uploading', 'transcribing']

/** Drops a file on the component, as a person would. The answer tells why it cannot be done, or is null. */
export const offerFile = (file: File): string | null => {
  const component = pageContext.current?.getComponentByUid(transcribers[0].uid)
  const target = component?.el
  if (!component || !target) return 'The component is not displayed on the page now.'
  if (component['source'] === 'microphone') return 'The setting “Audio from” lets only the microphone in.'
  if (busy.includes(component['status'])) return 'Let the component finish what it is doing first.'
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(file)
  target.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
  return null
}
