import { builders } from './builders'

/** Builds everything that ships, or only the named parts: `npm run build -- service`. */
const main = async (): Promise<void> => {
  const wanted = process.argv.slice(2)
  for (const { part, build } of builders) {
    if (wanted.length === 0 || wanted.includes(part)) console.log(await build())
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
