import { mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asideOf, makeFolders } from './atomic-write.ts'
import type { Change } from './change.ts'
import { ABSENT, stateOfContent } from './node-state.ts'
import { performChange } from './perform-change.ts'
import { openFileLab, type Call, type FileLab } from './testing/file-lab.ts'
import { undoChange } from './undo-change.ts'
import { entryFolder, openEntryFolder, readEntry, writeEntry } from './undo-journal.ts'

const KEY = 'run/it/1'
let lab: FileLab
beforeEach(async () => {
  lab = await openFileLab()
})
afterEach(() => lab.close())

const folder = () => entryFolder(lab.journal, { runId: 'run', key: KEY })
const place = (relative: string) => ({ absolute: lab.at(relative), relative })
const restoring = () => ({ root: lab.workspace, folder: folder(), key: KEY })

/** Dies in the midst of the change: the journal is written, `half` has happened, and nothing comes after it. */
async function die(change: Omit<Change, 'value' | 'perform'>, half: () => Promise<void> = async () => undefined): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const plan = async (): Promise<Change> => ({
      ...change,
      value: 'done',
      perform: async () => {
        await half()
        resolve()
        await new Promise<never>(() => undefined)
      },
    })
    performChange({ ...restoring(), step: 'it', intent: 'other', repeatable: true, plan }).catch(reject)
  })
}

const rewrite = () => ({ targets: [{ aspect: 'content' as const, at: place('a'), after: stateOfContent(Buffer.from('two')) }] })
const before = () => writeFile(lab.at('a'), 'one')

describe('undo after a crash', () => {
  beforeEach(before)
  const undone = async () => expect(await undoChange({ ...restoring(), force: false })).toMatchObject({ kind: 'ok' })

  it('between the journal and the change finds everything in its place', async () => {
    const tree = await lab.tree()
    await die(rewrite())
    await undone()
    expect(await lab.tree()).toEqual(tree)
  })

  it('with the change made but not confirmed takes it back', async () => {
    const tree = await lab.tree()
    await die(rewrite(), () => writeFile(lab.at('a'), 'two'))
    await undone()
    expect(await lab.tree()).toEqual(tree)
  })

  it('with the old thing away and the new one not yet there brings it back, and leaves no traces', async () => {
    const tree = await lab.tree()
    await die(rewrite(), async () => {
      const { fresh, old } = asideOf(lab.at('a'), KEY)
      await writeFile(fresh, 'tw')
      await rename(lab.at('a'), old)
    })
    await undone()
    expect(await lab.tree()).toEqual(tree)
  })

  it('with only some of the folders made removes those', async () => {
    const tree = await lab.tree()
    const targets = ['x', 'x/y', 'x/y/z'].map((name) => ({ aspect: 'folder' as const, at: place(name), strict: name === 'x/y/z' }))
    await die({ targets }, () => makeFolders([lab.at('x'), lab.at('x/y')]))
    await undone()
    expect(await lab.tree()).toEqual(tree)
  })

  it('in the midst of a move over a device boundary, with both places filled, empties the new one', async () => {
    await writeFile(lab.at('b'), 'old')
    const tree = await lab.tree()
    const moved = stateOfContent(Buffer.from('one'))
    await die({ targets: [{ aspect: 'content', at: place('b'), after: moved }, { aspect: 'content', at: place('a'), after: ABSENT, movesTo: place('b') }] }, () => writeFile(lab.at('b'), 'one'))
    await undone()
    expect(await lab.tree()).toEqual(tree)
  })

  it('of the undo itself goes on with it', async () => {
    await writeFile(lab.at('b'), 'old')
    const tree = await lab.tree()
    const call: Call = { kind: 'file.move', config: { from: 'a', to: 'b', overwrite: true } }
    await lab.run(call)
    const entry = await readEntry(folder())
    await writeEntry(folder(), { ...entry!, phase: 'undoing' })
    await rename(lab.at('b'), lab.at('a'))
    await lab.restart()
    expect(await lab.undo(call)).toMatchObject({ kind: 'ok' })
    expect(await lab.tree()).toEqual(tree)
  })

  it('before the journal was whole finds nothing to undo', async () => {
    await openEntryFolder(folder())
    await writeFile(`${folder()}/entry.json.new`, '{"ver')
    await writeFile(`${folder()}/backup-1`, 'half a back')
    await undone()
    expect(await lab.run({ kind: 'file.write', config: { path: 'a', content: 'two' } })).toMatchObject({ kind: 'ok' })
    await undone()
    expect(await readFile(lab.at('a'), 'utf8')).toBe('one')
  })

  it('says where the backups are when the journal is damaged', async () => {
    await lab.run({ kind: 'file.write', config: { path: 'a', content: 'two' } })
    await writeFile(`${folder()}/entry.json`, '{"version":')
    expect(await lab.undo({ kind: 'file.write', config: { path: 'a', content: 'two' } })).toMatchObject({ kind: 'fail', error: { code: 'UNDO_JOURNAL_DAMAGED', message: expect.stringContaining(folder()) } })
  })
})

describe('a retry', () => {
  beforeEach(before)
  const write = (content: string, more: Call['config'] = {}): Call => ({ kind: 'file.write', config: { path: 'a', content, ...more } })

  it('keeps the first backup', async () => {
    await lab.run(write('two'))
    await lab.run(write('three'))
    await lab.restart()
    await lab.run(write('four'))
    expect(await readFile(lab.at('a'), 'utf8')).toBe('four')
    expect(await lab.undo(write('four'))).toMatchObject({ kind: 'ok' })
    expect(await readFile(lab.at('a'), 'utf8')).toBe('one')
  })

  it('keeps the first backup after a crash, whether or not the change was made', async () => {
    await die(rewrite())
    await die(rewrite(), () => writeFile(lab.at('a'), 'two'))
    await lab.run(write('three'))
    await lab.undo(write('three'))
    expect(await readFile(lab.at('a'), 'utf8')).toBe('one')
  })

  it('keeps the first backup when others have changed the file between', async () => {
    await die(rewrite())
    await writeFile(lab.at('a'), 'meddled')
    await lab.run(write('three'))
    await lab.undo(write('three'))
    expect(await readFile(lab.at('a'), 'utf8')).toBe('one')
  })

  it.each<[string, Call['config']]>([
    ['file.append', { path: 'a', content: '+' }],
    ['file.write', { path: 'b', content: '+', mode: 'exclusive' }],
    ['file.move', { from: 'a', to: 'b' }],
    ['file.rm', { path: 'a' }],
    ['file.copy', { from: 'a', to: 'b' }],
    ['file.mkdir', { path: 'x/y' }],
    ['file.link', { from: 'a', to: 'b' }],
  ])('of %s does not do it twice', async (kind, config) => {
    const first = await lab.run({ kind, config })
    const tree = await lab.tree()
    await lab.restart()
    expect(await lab.run({ kind, config })).toEqual(first)
    // as if the process had died before the end was recorded
    await writeEntry(folder(), { ...(await readEntry(folder()))!, phase: 'begun' })
    expect(await lab.run({ kind, config })).toEqual(first)
    expect(await lab.tree()).toEqual(tree)
    expect(await lab.undo({ kind, config })).toMatchObject({ kind: 'ok' })
    expect(Object.keys(await lab.tree())).toEqual(['a'])
  })

  it('after an undo does it anew', async () => {
    const call = write('two')
    await lab.run(call)
    await lab.undo(call)
    await writeFile(lab.at('a'), 'other')
    await lab.run(call)
    expect(await readFile(lab.at('a'), 'utf8')).toBe('two')
    await lab.undo(call)
    expect(await readFile(lab.at('a'), 'utf8')).toBe('other')
  })
})

describe('a change that fails', () => {
  it('half way is taken back at once', async () => {
    await before()
    await mkdir(lab.at('f'))
    const tree = await lab.tree()
    const plan = async (): Promise<Change> => ({
      ...rewrite(),
      value: null,
      perform: async () => {
        await writeFile(lab.at('a'), 'two')
        throw new Error('the disk')
      },
    })
    await expect(performChange({ ...restoring(), step: 'it', intent: '', repeatable: true, plan })).rejects.toThrow('the disk')
    expect(await lab.tree()).toEqual(tree)
    expect(await readEntry(folder())).toBeUndefined()
  })

  it('leaves no files beside', async () => {
    await symlink('a', lab.at('link'))
    await Promise.all(['one', 'two', 'three'].map((content, index) => lab.run({ kind: 'file.append', config: { path: 'a', content }, key: `run/it/${index}` })))
    expect(await readdir(lab.workspace)).toEqual(['a', 'link'])
    expect((await readFile(lab.at('a'), 'utf8')).length).toBe(11)
  })
})
