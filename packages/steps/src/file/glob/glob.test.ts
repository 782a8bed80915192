import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openFileLab, type FileLab } from '../testing/file-lab.ts'

let lab: FileLab
beforeAll(async () => {
  lab = await openFileLab()
  for (const folder of ['a/b/c', '.hidden', 'x{y}']) await mkdir(lab.at(folder), { recursive: true })
  for (const file of ['one.json', 'two.txt', 'Ünï😀.txt', '.dot.json', 'a/three.json', 'a/b/four.json', 'a/b/c/five.JSON', '.hidden/six.json', 'x{y}/a*b', '[z]']) await writeFile(lab.at(file), '')
  await symlink('a', lab.at('link'))
  await symlink('..', lab.at('a/up'))
})
afterAll(() => lab.close())

it.each([
  ['*.json', {}, ['one.json']],
  ['**/*.json', {}, ['a/b/four.json', 'a/three.json', 'one.json']],
  ['**/*.json', { hidden: true }, ['.dot.json', '.hidden/six.json', 'a/b/four.json', 'a/three.json', 'one.json']],
  ['**/*.json', { path: 'a' }, ['a/b/four.json', 'a/three.json']],
  ['**/*.json', { path: 'link/b' }, ['a/b/four.json']],
  ['.*', {}, ['.dot.json']],
  ['.hidden/*', {}, ['.hidden/six.json']],
  ['a/**', {}, ['a/b/c/five.JSON', 'a/b/four.json', 'a/three.json', 'a/up']],
  ['a/**/b/**/*', { only: 'all' }, ['a/b/c', 'a/b/c/five.JSON', 'a/b/four.json']],
  ['**/**/**', { only: 'folders' }, ['a', 'a/b', 'a/b/c', 'x{y}']],
  ['*/', { only: 'folders' }, ['a', 'x{y}']],
  ['{one,two}.{json,txt}', {}, ['one.json', 'two.txt']],
  ['{a/{b/four,three},one}.json', {}, ['a/b/four.json', 'a/three.json', 'one.json']],
  ['x{y}/a\\*b', {}, ['x{y}/a*b']],
  ['\\[z]', {}, ['[z]']],
  ['[!a-z]*', {}, ['[z]', 'Ünï😀.txt']],
  ['Ünï?.txt', {}, ['Ünï😀.txt']],
  ['[n-p]?e.*', {}, ['one.json']],
  ['{{ what }}.json', {}, ['one.json']],
  ['link/*', {}, []],
  ['none', {}, []],
])('file.glob %s %j', async (pattern, config, value) => {
  expect(await lab.run({ kind: 'file.glob', config: { pattern, ...config }, arguments: { what: 'one' } })).toEqual({ kind: 'ok', value })
})

it('takes no time for what would take others forever', async () => {
  await writeFile(lab.at('a'.repeat(200)), '')
  expect(await lab.run({ kind: 'file.glob', config: { pattern: `${'*a'.repeat(60)}*b` } })).toEqual({ kind: 'ok', value: [] })
  expect(await lab.run({ kind: 'file.glob', config: { pattern: '{a,b}'.repeat(30) } })).toMatchObject({ kind: 'fail', error: { code: 'BAD_PATTERN' } })
  expect(await lab.run({ kind: 'file.glob', config: { pattern: '**/'.repeat(60) } })).toMatchObject({ kind: 'ok' })
})
