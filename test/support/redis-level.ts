/** Tests that prove the same again with `coderunner pro` on a Redis: the road by HTTP, the documented calls, jobs whose workers are killed, and what belongs to one person. */
export const alsoOnRedis: readonly string[] = ['test/gateway', 'test/docs', ...['jobs', 'rights', 'minutes', 'retirement', 'token'].map((name) => `test/proof/${name}.test.ts`)]

/** Those of them that would prove nothing there. */
export const notOnRedis: readonly { readonly file: string; readonly reason: string }[] = [
  { file: 'test/gateway/npm-start.test.ts', reason: 'it is about the command npm start; test/redis/start.test.ts does the same with npm run start:redis' },
]
