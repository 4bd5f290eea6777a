/** Why something cannot be installed or removed, in words for the developer of an app. Nothing was changed. */
export class Refusal extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(reasons.join('\n'))
  }
}
