import { warn, type Model, type Need, type Warning } from '../../contract'

/** Wishes that nothing can replace, in the words of a warning; times of phrases are not among them, because the pieces of the audio give those. */
const wishes = [['words', 'word times'], ['speakers', 'speakers']] as const

/** A need without what no model at hand can give. */
export const possibleNeed = (need: Need, atHand: readonly Model[]): Need =>
  wishes.reduce((left, [name]) => (atHand.some((model) => model[name]) ? left : { ...left, [name]: false }), need)

/** One warning for each wish that the model leaves unmet. */
export const unmetWishes = (need: Pick<Need, 'words' | 'speakers'>, model: Model): Warning[] =>
  wishes.flatMap(([name, wish]) => (need[name] && !model[name] ? [warn('wish-not-met', { model: model.id, wish })] : []))
