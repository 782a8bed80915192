import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createExecutor } from '../run.ts'
import { stepRequest } from '../testing/step-request.ts'
import { fileContracts } from './contract.ts'
import { openFileLab, treeOf, type Call, type FileLab } from './testing/file-lab.ts'

let lab: FileLab
let outside = ''
beforeEach(async () => {
  lab = await openFileLab()
  outside = path.join(lab.workspace, '../workspace-outside')
  await mkdir(path.join(outside, 'f'), { recursive: true })
  await writeFile(path.join(outside, 'secret'), 'secret')
  await writeFile(lab.at('a'), 'one')
  await symlink(outside, lab.at('abs'))
  await symlink('../workspace-outside', lab.at('rel'))
  await symlink('rel/secret', lab.at('twice'))
  await symlink('../workspace-outside/new', lab.at('dangling'))
  await symlink('loop', lab.at('loop'))
  await mkdir(lab.at('in'))
  await symlink('../in', lab.at('in/self'))
  await symlink(lab.at('in'), path.join(outside, 'to-in'))
})
afterEach(() => lab.close())

const ESCAPES = ['../workspace-outside/secret', 'in/../../workspace-outside/secret', '/etc/passwd', 'abs/secret', 'rel/secret', 'twice', 'abs', 'rel/f/../secret', 'in/self/../../workspace-outside/secret', 'dangling', 'rel/new', '../workspace/a', '..']

describe.each(ESCAPES)('nothing leaves the workspace by %s', (to) => {
  const follows: readonly [string, Call['config']][] = [
    ['file.read', { path: to }],
    ['file.stat', { path: to }],
    ['file.write', { path: to, content: 'x', createFolders: true }],
    ['file.append', { path: to, content: 'x' }],
    ['file.touch', { path: to }],
    ['file.chmod', { path: to, mode: '777' }],
    ['file.chown', { path: to, uid: 0 }],
    ['file.mkdir', { path: to }],
    ['file.copy', { from: to, to: 'b' }],
    ['file.link', { from: to, to: 'b', symbolic: false }],
    ['file.glob', { path: to, pattern: '**' }],
  ]
  it.each(follows)('%s', async (kind, config) => {
    const before = [await treeOf(outside), await lab.tree()]
    expect(await lab.run({ kind, config })).toMatchObject({ kind: 'fail', error: { code: 'PATH_OUTSIDE_WORKSPACE', retryable: false } })
    expect([await treeOf(outside), await lab.tree()]).toEqual(before)
  })
})

describe.each(ESCAPES.filter((path) => path.includes('/')))('nor do kinds that take a last link itself, by %s', (to) => {
  it.each<[string, Call['config']]>([
    ['file.rm', { path: to, recursive: true }],
    ['file.move', { from: to, to: 'b' }],
    ['file.move', { from: 'a', to, overwrite: true }],
    ['file.copy', { from: 'a', to, overwrite: true }],
    ['file.link', { from: 'a', to, overwrite: true }],
    ['file.link', { from: to, to: 'b' }],
    ['file.read_link', { path: to }],
    ['file.lock', { path: to }],
    ['file.unlock', { path: to }],
  ])('%s %j', async (kind, config) => {
    const before = await treeOf(outside)
    expect(await lab.run({ kind, config })).toMatchObject({ kind: 'fail', error: { code: 'PATH_OUTSIDE_WORKSPACE' } })
    expect(await treeOf(outside)).toEqual(before)
  })
})

describe('a path', () => {
  it('may lead through links inside the workspace', async () => {
    expect(await lab.run({ kind: 'file.write', config: { path: 'in/self/self/./x', content: 'x' } })).toMatchObject({ kind: 'ok', value: { path: 'in/x' } })
    expect(await readdir(lab.at('in'))).toEqual(['self', 'x'])
  })

  it('of a link that leads out can be removed, and leaves what is outside', async () => {
    expect(await lab.run({ kind: 'file.rm', config: { path: 'abs', recursive: true } })).toMatchObject({ kind: 'ok' })
    expect(await readFile(path.join(outside, 'secret'), 'utf8')).toBe('secret')
  })

  it.each([
    ['loop', 'INVALID_PATH'],
    ['', 'INVALID_CONFIG'],
    ['{{ nothing }}', 'INVALID_PATH'],
    ['a\0b', 'INVALID_PATH'],
    ['a/b', 'NOT_A_FOLDER'],
    ['none', 'FILE_NOT_FOUND'],
    ['in', 'NOT_A_FILE'],
    ['{{ 1 + "a" }}', 'EXPRESSION_ERROR'],
  ])('%j is refused as %s', async (to, code) => {
    expect(await lab.run({ kind: 'file.read', config: { path: to } })).toMatchObject({ kind: 'fail', error: { code, retryable: false } })
  })

  it.each(['.', 'in/..', './'])('of the workspace itself is nothing to change: %s', async (to) => {
    for (const [kind, config] of [['file.rm', { path: to, recursive: true }], ['file.chmod', { path: to, mode: '000' }], ['file.move', { from: to, to: 'b' }]] as const) {
      expect(await lab.run({ kind, config })).toMatchObject({ kind: 'fail', error: { code: 'INVALID_PATH' } })
    }
  })
})

describe('without its folders', () => {
  it.each(fileContracts.map(({ kind, examples }) => [kind, examples[0]?.step.config ?? {}] as const))('%s says how to set them', async (kind, config) => {
    const executor = createExecutor()
    expect(await executor.execute(stepRequest(kind, config))).toMatchObject({ kind: 'fail', error: { code: 'NO_WORKSPACE', retryable: false, message: expect.stringContaining('EDDY_WORKSPACE') } })
    await executor.close()
  })

  it.each([
    [() => ({ workspace: lab.at('nowhere'), journal: lab.journal }), 'NO_WORKSPACE'],
    [() => ({ workspace: lab.workspace, journal: lab.at('.journal') }), 'JOURNAL_IN_WORKSPACE'],
    [() => ({ workspace: lab.workspace, journal: path.join(outside, 'to-in') }), 'JOURNAL_IN_WORKSPACE'],
  ])('or with wrong ones it fails too', async (files, code) => {
    const executor = createExecutor({ files: files() })
    expect(await executor.execute(stepRequest('file.write', { path: 'x', content: 'x' }))).toMatchObject({ kind: 'fail', error: { code } })
    await executor.close()
  })
})
