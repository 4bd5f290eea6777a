import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { examples } from '../../playground/codeless/programs/examples'
import type { LogicDocument, Program } from '../../playground/codeless/programs/program'

/** Folder of the recipes; each is named after the ready-made program that it explains. */
export const recipesFolder = resolve(__dirname, '..', '..', 'docs', 'recipes')

/** What each picture was made of: the name of the picture and the hash of the program's blocks. */
export const pictureListPath = join(recipesFolder, 'pictures.json')

/** The limit for one picture. */
export const maxRecipePictureBytes = 60_000

/** One picture of a recipe: the blocks of one event. */
export interface RecipePicture {
  readonly document: LogicDocument
  /** Path from the folder of the recipes. */
  readonly path: string
  readonly hash: string
}

/** A page of docs/recipes and what it has to agree with. */
export interface Recipe {
  readonly program: Program
  readonly pagePath: string
  readonly pictures: readonly RecipePicture[]
}

const pictureOf = (program: Program, document: LogicDocument): RecipePicture => ({
  document, path: `pictures/${program.id}-${document.uid}-${document.event}.webp`,
  hash: createHash('sha256').update(document.xml).digest('hex').slice(0, 16),
})

/** A recipe for every ready-made program that has logic. */
export const recipes: readonly Recipe[] = examples
  .filter(({ logic }) => logic.length > 0)
  .map((program) => ({ program, pagePath: join(recipesFolder, `${program.id}.md`), pictures: program.logic.map((document) => pictureOf(program, document)) }))
