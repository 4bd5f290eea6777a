import { join } from 'node:path'
import * as esbuild from 'esbuild'

const bundles = new Map<string, Promise<string>>()

const build = async (entry: string): Promise<string> => {
  const { outputFiles } = await esbuild.build({ entryPoints: [join(__dirname, entry)], bundle: true, write: false, format: 'iife', target: 'es2022', charset: 'utf8' })
  return outputFiles[0]?.text ?? ''
}

/** A script of the playground's pages, made from its TypeScript at the first call. */
export const bundle = (entry: string): Promise<string> => {
  const known = bundles.get(entry) ?? build(entry)
  bundles.set(entry, known)
  return known
}
