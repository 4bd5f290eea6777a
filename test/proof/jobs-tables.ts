import { jobsFolder } from '../../contract'
import { demoApp } from '../../playground/backendless/apps'
import { postJson, type Json } from '../support/http'

/** What is kept of jobs, as only the server of the app may see it. */
export interface JobsTables {
  rowsOf(table: string): Promise<Json[]>
  countOf(table: string): Promise<number>
  filesOf(): Promise<Json[]>
}

/** Looks with the key of Cloud Code. */
export const createTables = (url: () => string): JobsTables => {
  const address = (path: string): string => `${url()}/${demoApp.id}/${demoApp.codeRunnerKey}/${path}`
  return {
    rowsOf: async (table): Promise<Json[]> => (await postJson(address(`data/${table}/find`), { pageSize: 100 })).body as Json[],
    countOf: async (table) => Number((await postJson(address(`data/${table}/count`), {})).body) || 0,
    filesOf: async (): Promise<Json[]> => (await (await fetch(address(`files/${jobsFolder}?sub=true&pagesize=100`))).json()) as Json[],
  }
}
