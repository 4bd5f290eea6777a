import { operations, products } from '../../contract'

/** What remains to be done by hand, with the zips that `npm run pack` writes. */
export const checklist = (version: string): string => {
  const zip = (name: string): string => `dist/pack/${name}-${version}.zip`
  const rows = [
    ['Key', `Cloud Code, API Services: the gear of ${operations.map(({ service }) => service).join(' and of ')}: enter the OpenAI API key.`],
    ['Permissions', 'Users, Security Roles: the roles that may call the services.'],
    [products.functions.title, `UI Builder, Codeless, Custom Functions: the folders of ${zip('audio-to-text-ui-functions')}.`],
    [`${products.functions.title} for Cloud Code`, `Cloud Code, Codeless, Functions: the folders of ${zip('audio-to-text-cloud-functions')}.`],
    [products.component.title, `UI Builder, UI container, Custom Components, Import: ${zip('audio-transcriber-component')}.`],
  ] as const
  return ['To do by hand (npm run pack writes the zips):', ...rows.map(([what, where]) => `[ ] ${what}\n    ${where}`),
    'These steps have no command: Backendless documents no call for functions and components, so this program does not guess one.',
    'Their screens were not tried in a real console, so a name may differ there.'].join('\n')
}
