/** An app of the playground. Its ids are fixed, so that saved pages and commands go on working. */
export interface PlaygroundApp {
  readonly name: 'demo' | 'new-app'
  readonly title: string
  /** Upper-case UUIDs, as the platform mints them. */
  readonly id: string
  readonly jsKey: string
  /** Key of programs that are no browser. */
  readonly restKey: string
  /** Key of Cloud Code: calls that carry it have the rights of the server. */
  readonly codeRunnerKey: string
  /** Whether `/api/...` leads to it, as an app's own domain does. */
  readonly hasDomain: boolean
}

/** The app that a bare start shows: the pack is installed. */
export const demoApp: PlaygroundApp = {
  name: 'demo',
  title: 'Demo',
  id: '469B3920-0F85-471F-BB5D-50E774F05FF8',
  jsKey: 'F216E040-C2ED-4ADB-8860-C7ACA2EDE4AD',
  restKey: '7B0D45C8-6E0A-4C71-9B61-0F5E3C1D28AA',
  codeRunnerKey: '84B5B813-26C1-4092-93A4-D4E885312E10',
  hasDomain: true,
}

/** The empty app, for the journey from the Marketplace to the first transcript. */
export const newApp: PlaygroundApp = {
  name: 'new-app',
  title: 'New app',
  id: '0642C27D-239F-4A37-8F0D-D9004E628134',
  jsKey: '85C993AA-C513-414E-A297-90CE424BA3F4',
  restKey: 'D19A6F53-2C84-4E0B-A7D2-5B8E90C4F716',
  codeRunnerKey: '684E40C9-AFEB-4D04-936F-79E1B1A8A9C1',
  hasDomain: false,
}

export const apps: readonly PlaygroundApp[] = [demoApp, newApp]
