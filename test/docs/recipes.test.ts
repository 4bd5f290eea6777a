import { readFileSync } from 'node:fs'
import { brokenRecipes } from '../../scripts/check/recipes'
import { pictureListPath, recipes } from '../../scripts/screenshots/recipes'

const written = JSON.parse(readFileSync(pictureListPath, 'utf8')) as Record<string, string>

test('every ready-made program has a recipe with pictures of the blocks that it has now', () => {
  expect(recipes.map(({ program }) => program.id)).toEqual(['record', 'upload', 'captions', 'meeting', 'batch', 'archive', 'long'])
  expect(brokenRecipes()).toEqual([])
})

test('a picture of other blocks is told', () => {
  const [path = ''] = Object.keys(written)
  expect(brokenRecipes({ ...written, [path]: '0' })).toEqual([expect.stringContaining(`the picture ${path} was drawn from other blocks`)])
})

test('the guide for no-code developers names each recipe', () => {
  const list = readFileSync(pictureListPath.replace('pictures.json', 'README.md'), 'utf8')
  for (const { program } of recipes) expect(list).toContain(`[${program.title}](${program.id}.md)`)
})
