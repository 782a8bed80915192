import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { eddy as command, program } from './eddy.ts'
import { sharedServer } from './shared-server.ts'

const dir = mkdtempSync(join(tmpdir(), 'eddy-cli-share-'))
const server = sharedServer()
const eddy = (...args: readonly string[]) => command('library', ...args)

afterAll(() => rmSync(dir, { recursive: true, force: true }))

it('shares a version, finds it, shows how it fails, installs it once for a key, and takes it along', { timeout: 90_000 }, async () => {
  const document = { eddy: 1, name: 'narwhal', title: 'Narwhal', steps: [{ name: 'answer', kind: 'expression', config: { expr: '42' } }] }
  const { id } = await server.post('workflow.create', { document })
  await server.post('version.publish', { workflowId: id, revision: 1 })

  const published = await program('library', 'publish', id, '1', '--category', 'Animals', '--tag', 'sea', '--description', 'Has a tooth')
  expect(published).toMatchObject({ code: 0, out: 'narwhal@1 is in the library.' })
  expect((await eddy('search', 'narw', 'tooth')).out).toBe('narwhal@1  Narwhal\n1 of 1')
  expect((await eddy('search', 'narwhal', 'desert')).out).toBe('Nothing in the library has all of that.')
  expect((await eddy('show', 'narwhal')).out).toMatch(/failures rehearsed: none leaves anything behind\./)

  const first = JSON.parse((await eddy('install', 'narwhal', '--key', 'once', '--json')).out) as { readonly workflowId: string; readonly name: string }
  expect(first.name).toBe('narwhal_2')
  expect(JSON.parse((await eddy('install', 'narwhal', '--key', 'once', '--json')).out)).toEqual(first)

  const file = join(dir, 'bundle.json')
  expect(await eddy('export', 'narwhal', '--out', file, '--signer', 'Ada')).toMatchObject({ code: 0 })
  expect((await eddy('verify', file)).out).toContain('is what "Ada"')
  const refused = await eddy('import', file)
  expect(refused).toMatchObject({ code: 2, err: 'The library has workflows of its own with the names narwhal. Nothing was imported.' })
  writeFileSync(file, readFileSync(file, 'utf8').replace('Has a tooth', 'Has no tooth'))
  expect((await eddy('import', file, '--trust')).err).toContain('was changed on its way')
})

it('refuses what it cannot read, with everything that is wrong', { timeout: 60_000 }, async () => {
  const refused = await eddy('install', 'narwhal', '--secret', 'a', '--secret', 'b')
  expect(refused.code).toBe(2)
  expect(refused.err).toContain('--secret a: say what takes the place of what')
  expect(refused.err).toContain('--secret b: say what takes the place of what')
  expect((await eddy('show', 'nothing')).err).toBe('The library has nothing of the name "nothing".')
})
