import { componentActions, componentEvents, componentId, componentProperties, type ComponentAction, type ComponentEvent, type ComponentProperty } from '../../contract'
import { componentReadme } from './component-readme'
import type { GeneratedFile } from './generated-file'

/** The platform wants numbers as strings and flags as flags. */
const defaultOf = ({ type, default: value }: ComponentProperty): string | boolean | undefined => {
  if (value === undefined) return undefined
  return type === 'checkbox' ? Boolean(value) : String(value)
}

// Outputs have no default: a bound path keeps what the page has put there.
const propertyOf = (property: ComponentProperty): Record<string, unknown> => {
  const { name, label, type, direction, options, tooltip, isLogicOnly } = property
  const defaultValue = direction === 'setting' ? defaultOf(property) : undefined
  return {
    type,
    name,
    label,
    ...(options && { options }),
    showInSettings: !isLogicOnly,
    hasLogicHandler: true,
    ...(defaultValue !== undefined && defaultValue !== '' && { defaultValue }),
    handlerId: `${name}Logic`,
    handlerLabel: `${label} Logic`,
    handlerDescription: tooltip,
    dataBinding: true,
    settingTooltip: tooltip,
  }
}

const eventOf = ({ name, label, description, context, isHook }: ComponentEvent): Record<string, unknown> => ({ name, label, handlerDescription: description, contextBlocks: context, ...(isHook && { output: true }) })

const actionOf = ({ id, label, hasReturn }: ComponentAction): Record<string, unknown> => ({ id, label, ...(hasReturn && { hasReturn }) })

const componentJson = (): string =>
  `${JSON.stringify(
    {
      id: componentId,
      name: 'Audio Transcriber',
      description: 'Speak or choose an audio file, and the text is in page data.',
      showInToolbox: true,
      faIcon: 'microphone',
      mainJS: 'dist/index.js',
      type: 'custom',
      category: 'Custom Components',
      properties: componentProperties.map(propertyOf),
      eventHandlers: componentEvents.map(eventOf),
      actions: componentActions.map(actionOf),
      pods: {},
    },
    null,
    2,
  )}\n`

/** `component.json` and the README of the UI Builder component. */
export const componentFiles = (): GeneratedFile[] => [{ path: 'ui-component/component.json', content: componentJson() }, componentReadme()]
