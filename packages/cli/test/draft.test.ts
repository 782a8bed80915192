import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { eddy, program } from './eddy.ts'

const dir = mkdtempSync(join(tmpdir(), 'eddy-cli-draft-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

it('S-45: drafts a workflow from a goal, and it runs; when it fails, what it wrote is gone', { timeout: 60_000 }, async () => {
  const [out, workspace] = [join(dir, 'total.eddy.json'), join(dir, 'files')]
  mkdirSync(join(workspace, 'input'), { recursive: true })
  for (const [at, text] of ['one two', 'three', 'four five six'].entries()) writeFileSync(join(workspace, `input/${at + 1}.txt`), text)
  const drafted = await program('draft', 'Read three files, count words in each, add up, write total.json; undo on failure', '--name', 'total_words', '--out', out)
  expect(drafted).toMatchObject({ code: 0, out: '' })
  expect(drafted.err.split('\n')).toEqual(['→ Read three files: map', '  → Read the file: file.read', '  → count words in each: expression', '→ add up: expression', '→ write total.json: file.write'])
  expect(JSON.parse((await eddy('run', out, '--workspace', workspace, '--json', '--quiet')).out)).toMatchObject({ status: 'succeeded', value: { path: 'total.json' } })
  expect(readFileSync(join(workspace, 'total.json'), 'utf8').trim()).toBe('6')

  rmSync(join(workspace, 'total.json'))
  const failing = join(dir, 'failing.eddy.json')
  await eddy('draft', 'Read three files, count words in each, add up, write total.json, fail', '--out', failing)
  expect(JSON.parse((await eddy('run', failing, '--workspace', workspace, '--json', '--quiet')).out)).toMatchObject({ status: 'rolled_back' })
  expect(() => readFileSync(join(workspace, 'total.json'))).toThrow('ENOENT')
})

it('says when a goal asks for nothing', async () => {
  expect(await eddy('draft', '...')).toMatchObject({ code: 2, err: expect.stringContaining('nothing in this goal asks for anything') as string })
})
