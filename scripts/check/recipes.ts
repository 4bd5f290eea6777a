import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { maxRecipePictureBytes, pictureListPath, recipes, recipesFolder, type Recipe } from '../screenshots/recipes'

const mend = 'Mend with: npx tsx scripts/screenshots.ts .cache/screenshots blocks'

const pictureProblems = (page: string, text: string, { pictures }: Recipe, drawnFrom: Readonly<Record<string, string>>): string[] =>
  pictures.flatMap(({ path, hash }) => {
    const file = join(recipesFolder, path)
    if (!existsSync(file)) return [`${page}: the picture ${path} does not exist. ${mend}`]
    if (drawnFrom[path] !== hash) return [`${page}: the picture ${path} was drawn from other blocks than the program has now. ${mend}`]
    const [, description = ''] = new RegExp(`!\\[([^\\]]*)\\]\\(${path.replaceAll('.', '\\.')}\\)`).exec(text) ?? []
    return [
      ...(statSync(file).size > maxRecipePictureBytes ? [`${page}: the picture ${path} is larger than ${maxRecipePictureBytes} bytes`] : []),
      ...(description.length < 20 ? [`${page} does not show ${path} with a description in words`] : []),
    ]
  })

const recipeProblems = (recipe: Recipe, drawnFrom: Readonly<Record<string, string>>): string[] => {
  const page = relative(join(recipesFolder, '..', '..'), recipe.pagePath)
  if (!existsSync(recipe.pagePath)) return [`${page} does not exist: every ready-made program has a recipe`]
  const text = readFileSync(recipe.pagePath, 'utf8')
  const { title } = recipe.program
  return [...(text.startsWith(`# ${title}\n`) ? [] : [`${page} does not begin with the title of its program, "${title}"`]), ...pictureProblems(page, text, recipe, drawnFrom)]
}

/** What in the recipes disagrees with the ready-made programs; without an argument the written list of pictures is compared. */
export const brokenRecipes = (written?: Readonly<Record<string, string>>): string[] => {
  const drawnFrom = written ?? (JSON.parse(readFileSync(pictureListPath, 'utf8')) as Record<string, string>)
  const known = recipes.flatMap(({ pictures }) => pictures.map(({ path }) => path))
  const left = readdirSync(join(recipesFolder, 'pictures')).map((name) => `pictures/${name}`).filter((path) => !known.includes(path))
  return [...recipes.flatMap((recipe) => recipeProblems(recipe, drawnFrom)), ...left.map((path) => `docs/recipes/${path} belongs to no program`)]
}
