import { chmod, link, lstat, mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Outcome } from '@eddy/engine'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFileLab, type Call, type FileLab } from './testing/file-lab.ts'
import { removeFileJournals } from './undo-journal.ts'

let lab: FileLab
beforeEach(async () => {
  lab = await openFileLab()
})
afterEach(() => lab.close())

const ok = async (outcome: Promise<Outcome>) => expect(await outcome).toMatchObject({ kind: 'ok' })
const text = (relative: string) => readFile(lab.at(relative), 'utf8')
const write = (relative: string, content: string) => writeFile(lab.at(relative), content)
const isRoot = process.getuid?.() === 0

/** Does it, sees that something has changed, undoes it, and sees that all is as before; twice. */
async function thereAndBack(call: Call): Promise<void> {
  const before = await lab.tree()
  await ok(lab.run(call))
  expect(await lab.tree()).not.toEqual(before)
  await ok(lab.undo(call))
  expect(await lab.tree()).toEqual(before)
  await ok(lab.undo(call))
  expect(await lab.tree()).toEqual(before)
}

describe('rule 8: what others get wrong', () => {
  describe('1. the undo of a newly created target removes it', () => {
    beforeEach(() => write('a', 'one'))
    it.each<[string, Call['config']]>([
      ['file.copy', { from: 'a', to: 'b' }],
      ['file.copy', { from: 'a', to: 'x/y/b', createFolders: true }],
      ['file.link', { from: 'a', to: 'b' }],
      ['file.link', { from: 'a', to: 'b', symbolic: false }],
      ['file.write', { path: 'b', content: 'new' }],
      ['file.write', { path: 'b', content: 'new', mode: 'exclusive' }],
      ['file.write', { path: 'x/y/b', content: 'new', createFolders: true }],
      ['file.append', { path: 'b', content: 'new' }],
      ['file.move', { from: 'a', to: 'x/b', createFolders: true }],
      ['file.mkdir', { path: 'x/y/z' }],
      ['file.lock', { path: 'b.lock' }],
    ])('%s %j', async (kind, config) => thereAndBack({ kind, config }))
  })

  describe('2. the undo of a link never writes through it', () => {
    beforeEach(async () => {
      await write('target', 'target')
      await write('old', 'old')
    })
    it.each([true, false])('symbolic: %s', async (symbolic) => {
      await thereAndBack({ kind: 'file.link', config: { from: 'target', to: 'old', symbolic, overwrite: true } })
      expect(await text('target')).toBe('target')
    })
    it('nor that of a copy over a link', async () => {
      await symlink('target', lab.at('link'))
      await thereAndBack({ kind: 'file.copy', config: { from: 'old', to: 'link', overwrite: true } })
      expect(await text('target')).toBe('target')
    })
    it('nor that of a write to a file with two names', async () => {
      await link(lab.at('target'), lab.at('name'))
      await thereAndBack({ kind: 'file.write', config: { path: 'name', content: 'new' } })
      expect(await text('target')).toBe('target')
    })
  })

  it('3. a rewrite of the same length within one second is reverted', async () => {
    await write('a', 'one')
    const { mtime, atime } = await stat(lab.at('a'))
    const call = { kind: 'file.write', config: { path: 'a', content: 'two' } }
    await ok(lab.run(call))
    await utimes(lab.at('a'), atime, mtime)
    await ok(lab.undo(call))
    expect(await text('a')).toBe('one')
  })

  it('4. touch works on a new file, and its undo removes it', async () => {
    await thereAndBack({ kind: 'file.touch', config: { path: 'new' } })
    expect(await readdir(lab.workspace)).toEqual([])
  })

  it('4. touch of a file that exists is undone to its old times', async () => {
    await write('a', 'one')
    await utimes(lab.at('a'), 1000, 2000)
    const call = { kind: 'file.touch', config: { path: 'a' } }
    await ok(lab.run(call))
    expect((await stat(lab.at('a'))).mtimeMs).toBeGreaterThan(2_000_000)
    await ok(lab.undo(call))
    expect(await stat(lab.at('a'))).toMatchObject({ mtimeMs: 2_000_000 })
  })

  it.each([
    ['file.write', { path: 'a', content: ' two', mode: 'append' }],
    ['file.append', { path: 'a', content: ' two' }],
  ])('5. append really appends: %s', async (kind, config) => {
    await write('a', 'one')
    await chmod(lab.at('a'), 0o640)
    expect(await lab.run({ kind, config })).toMatchObject({ kind: 'ok', value: { path: 'a', bytes: 7, created: false } })
    expect(await text('a')).toBe('one two')
    await ok(lab.run({ kind, config, key: 'run/it/2' }))
    expect(await text('a')).toBe('one two two')
    expect((await stat(lab.at('a'))).mode & 0o777).toBe(0o640)
    await ok(lab.undo({ kind, config, key: 'run/it/2' }))
    await ok(lab.undo({ kind, config }))
    expect(await text('a')).toBe('one')
  })

  it('6. mode 0 is a mode', async () => {
    await write('a', 'one')
    const call = { kind: 'file.chmod', config: { path: 'a', mode: '000' } }
    await thereAndBack(call)
    await ok(lab.run({ ...call, key: 'run/it/2' }))
    expect((await stat(lab.at('a'))).mode & 0o777).toBe(0)
    await thereAndBack({ kind: 'file.chmod', config: { path: 'a', mode: '644' }, key: 'run/it/3' })
  })

  it.skipIf(!isRoot)('6. user and group 0 are owners, and bits of the mode come back', async () => {
    await write('a', 'one')
    await ok(lab.run({ kind: 'file.chown', config: { path: 'a', uid: 12, gid: 34 }, key: 'run/it/2' }))
    await chmod(lab.at('a'), 0o4755)
    const call = { kind: 'file.chown', config: { path: 'a', uid: 0, gid: 0 } }
    await thereAndBack(call)
    await ok(lab.run({ ...call, key: 'run/it/3' }))
    expect(await stat(lab.at('a'))).toMatchObject({ uid: 0, gid: 0 })
  })

  describe('7. folder trees', () => {
    beforeEach(async () => {
      await mkdir(lab.at('tree/in/empty'), { recursive: true })
      await write('tree/in/a', 'one')
      await symlink('in/a', lab.at('tree/link'))
      await symlink('nowhere', lab.at('tree/in/broken'))
      await chmod(lab.at('tree/in/a'), 0o600)
      await mkdir(lab.at('other'))
      await write('other/b', 'two')
      await mkdir(lab.at('tree/closed'))
      await write('tree/closed/c', 'three')
      await chmod(lab.at('tree/closed'), 0o555)
    })
    it.each<[string, Call['config']]>([
      ['file.copy', { from: 'tree', to: 'copy' }],
      ['file.copy', { from: 'tree', to: 'other', overwrite: true }],
      ['file.move', { from: 'tree', to: 'moved' }],
      ['file.move', { from: 'tree', to: 'other', overwrite: true }],
      ['file.rm', { path: 'tree', recursive: true }],
      ['file.write', { path: 'tree/link', content: 'through' }],
      ['file.rm', { path: 'tree/link' }],
      ['file.copy', { from: 'other/b', to: 'tree', overwrite: true }],
      ['file.link', { from: 'other', to: 'tree', overwrite: true }],
    ])('%s %j', async (kind, config) => thereAndBack({ kind, config }))

    it('are copied with modes and links', async () => {
      await ok(lab.run({ kind: 'file.copy', config: { from: 'tree', to: 'copy' } }))
      const tree = await lab.tree()
      const below = (name: string) => Object.entries(tree).flatMap(([path, what]) => (path.startsWith(`${name}/`) ? [[path.slice(name.length), what]] : []))
      expect(below('copy')).toEqual(below('tree'))
      expect(below('copy')).toHaveLength(7)
    })
  })

  describe('8. after another process has changed the file the undo reports a conflict and overwrites nothing', () => {
    beforeEach(() => write('a', 'one'))
    it.each<[string, Call['config'], () => Promise<unknown>]>([
      ['file.write', { path: 'a', content: 'two' }, () => write('a', 'xxx')],
      ['file.write', { path: 'a', content: 'two' }, () => rm(lab.at('a'))],
      ['file.write', { path: 'new', content: 'two' }, () => write('new', 'xxx')],
      ['file.append', { path: 'a', content: 'two' }, () => write('a', 'xxx')],
      ['file.copy', { from: 'a', to: 'b' }, () => write('b', 'xxx')],
      ['file.move', { from: 'a', to: 'b' }, () => write('b', 'xxx')],
      ['file.move', { from: 'a', to: 'b' }, () => write('a', 'xxx')],
      ['file.rm', { path: 'a' }, () => write('a', 'xxx')],
      ['file.mkdir', { path: 'f' }, () => write('f/x', 'xxx')],
      ['file.touch', { path: 'a' }, () => write('a', 'xxx')],
      ['file.touch', { path: 'new' }, () => write('new', 'xxx')],
      ['file.chmod', { path: 'a', mode: '600' }, () => chmod(lab.at('a'), 0o777)],
      ['file.link', { from: 'a', to: 'b' }, async () => [await rm(lab.at('b')), await write('b', 'xxx')]],
    ])('%s %j', async (kind, config, meddle) => {
      const before = await lab.tree()
      await ok(lab.run({ kind, config }))
      await meddle()
      const meddled = await lab.tree()
      expect(await lab.undo({ kind, config })).toMatchObject({ kind: 'fail', error: { code: 'UNDO_CONFLICT', retryable: false, message: expect.stringContaining('nothing was undone') } })
      expect(await lab.tree()).toEqual(meddled)
      await ok(lab.undo({ kind, config: { ...config, force: true } }))
      // a move brings back what there is; touch and chmod change no content
      if (!['file.move', 'file.touch'].includes(kind) || config['path'] === 'new') expect(await lab.tree()).toEqual(before)
    })
  })

  it('9. halt, restart and resume keep the backups', async () => {
    await write('a', 'one')
    const call = { kind: 'file.write', config: { path: 'a', content: 'two' } }
    await ok(lab.run(call))
    await lab.restart()
    expect(await readdir(path.join(lab.journal, 'run-run'))).toHaveLength(1)
    await ok(lab.undo(call))
    expect(await text('a')).toBe('one')
  })
})

describe('the undo', () => {
  it('is fine when nothing was done', async () => {
    await write('a', 'one')
    for (const kind of ['file.write', 'file.append', 'file.rm', 'file.touch', 'file.lock', 'file.unlock']) await ok(lab.undo({ kind, config: { path: 'a.lock' } }))
    expect(await readdir(lab.workspace)).toEqual(['a'])
  })

  it('undoes nothing of a step that has failed', async () => {
    await write('a', 'one')
    const call = { kind: 'file.write', config: { path: 'a', content: 'two', mode: 'exclusive' } }
    expect(await lab.run(call)).toMatchObject({ kind: 'fail', error: { code: 'FILE_EXISTS' } })
    await ok(lab.undo(call))
    expect(await text('a')).toBe('one')
  })

  it('leaves folders on the way that others use, and says so', async () => {
    const call = { kind: 'file.write', config: { path: 'x/y/a', content: 'one', createFolders: true } }
    await ok(lab.run(call))
    await write('x/b', 'two')
    expect(await lab.undo(call)).toMatchObject({ kind: 'ok', logs: [{ level: 'warn', text: expect.stringContaining('"x"') }] })
    expect(Object.keys(await lab.tree())).toEqual(['x', 'x/b'])
  })

  it('never leads out of the workspace, not even by force', async () => {
    await mkdir(lab.at('f'))
    await mkdir(path.join(lab.journal, '../outside'))
    await writeFile(path.join(lab.journal, '../outside/a'), 'outside')
    const call = { kind: 'file.write', config: { path: 'f/a', content: 'two', force: true } }
    await ok(lab.run(call))
    await rm(lab.at('f'), { recursive: true })
    await symlink('../outside', lab.at('f'))
    expect(await lab.undo(call)).toMatchObject({ kind: 'fail', error: { code: 'UNDO_CONFLICT' } })
    expect(await readFile(path.join(lab.journal, '../outside/a'), 'utf8')).toBe('outside')
  })

  it('brings back a file itself, with its other names, also in a folder', async () => {
    await mkdir(lab.at('f'))
    await write('a', 'one')
    for (const name of ['b', 'f/c']) await link(lab.at('a'), lab.at(name))
    const calls: Call[] = [
      { kind: 'file.chmod', config: { path: 'a', mode: '600' }, key: 'run/1/1' },
      { kind: 'file.rm', config: { path: 'a' }, key: 'run/2/1' },
      { kind: 'file.rm', config: { path: 'f', recursive: true }, key: 'run/3/1' },
      { kind: 'file.write', config: { path: 'b', content: 'one' }, key: 'run/4/1' },
    ]
    const before = await lab.tree()
    for (const call of calls) await ok(lab.run(call))
    for (const call of calls.toReversed()) await ok(lab.undo(call))
    expect(await lab.tree()).toEqual(before)
    expect((await stat(lab.at('a'))).nlink).toBe(3)
  })

  it('lets a handler that is a file step do its own work', async () => {
    await write('a', 'one')
    await ok(lab.run({ kind: 'file.rm', config: { path: 'a' }, key: 'run/it/1/undo' }))
    expect(await readdir(lab.workspace)).toEqual([])
  })

  it('needs what removeFileJournals removes, of that run only', async () => {
    const calls = ['one', 'two/../x'].map((runId) => ({ kind: 'file.write', config: { path: runId.slice(0, 3), content: 'x' }, runId, key: `${runId}/it/1` }))
    for (const call of calls) await ok(lab.run(call))
    await removeFileJournals(lab.journal, 'two/../x')
    await removeFileJournals(lab.journal, 'no such run')
    for (const call of calls) await ok(lab.undo(call))
    expect(await readdir(lab.workspace)).toEqual(['two'])
  })

  it('removes its backups when it is done', async () => {
    await write('a', 'one')
    const call = { kind: 'file.rm', config: { path: 'a' } }
    await ok(lab.run(call))
    const [entry = ''] = await readdir(path.join(lab.journal, 'run-run'))
    expect(await readdir(path.join(lab.journal, 'run-run', entry))).toHaveLength(2)
    await ok(lab.undo(call))
    expect(await readdir(path.join(lab.journal, 'run-run', entry))).toEqual(['entry.json'])
    expect((await lstat(lab.at('a'))).isFile()).toBe(true)
  })
})
