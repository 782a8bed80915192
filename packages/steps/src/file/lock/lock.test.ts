import { readdir, readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFileLab, type FileLab } from '../testing/file-lab.ts'

let lab: FileLab
beforeEach(async () => {
  lab = await openFileLab()
})
afterEach(() => lab.close())

const call = (kind: 'file.lock' | 'file.unlock', runId: string, more: { readonly step?: string; readonly lease?: string } = {}) => ({
  kind,
  runId,
  key: `${runId}/${more.step ?? kind}/1`,
  config: { path: 'l', ...(more.lease ? { lease: more.lease } : {}) },
})
const held = async () => JSON.parse(await readFile(lab.at('l'), 'utf8')) as { owner: string; leases: { expiresAt: string }[] }
const locked = { kind: 'fail', error: { code: 'FILE_LOCKED', details: { owner: 'one' } } }

describe('file.lock', () => {
  it('keeps other runs out, until it is released', async () => {
    expect(await lab.run(call('file.lock', 'one'))).toMatchObject({ kind: 'ok', value: { path: 'l', owner: 'one', renewed: false } })
    expect(await lab.run(call('file.lock', 'two'))).toMatchObject({ ...locked, error: { ...locked.error, retryable: true, message: expect.stringContaining('"one"') } })
    expect(await lab.run(call('file.unlock', 'two'))).toMatchObject({ ...locked, error: { ...locked.error, retryable: false } })
    expect(await lab.run(call('file.unlock', 'one'))).toEqual({ kind: 'ok', value: { path: 'l', released: true } })
    expect(await lab.run(call('file.lock', 'two'))).toMatchObject({ kind: 'ok' })
    expect(await held()).toMatchObject({ owner: 'two' })
  })

  it('lets only one of many have it', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, index) => lab.run(call('file.lock', `run${index}`))))
    expect(outcomes.filter(({ kind }) => kind === 'ok')).toHaveLength(1)
    expect(await readdir(lab.workspace)).toEqual(['l'])
  })

  it('may be taken again by its owner, which renews the lease; undoing that brings back the lease before', async () => {
    await lab.run(call('file.lock', 'one', { lease: 'PT1M' }))
    const before = await held()
    const again = call('file.lock', 'one', { step: 'again', lease: 'PT1H' })
    expect(await lab.run(again)).toMatchObject({ kind: 'ok', value: { renewed: true } })
    expect((await held()).leases).toHaveLength(2)
    expect(await lab.undo(again)).toMatchObject({ kind: 'ok' })
    expect(await held()).toEqual(before)
    expect(await lab.undo(call('file.lock', 'one'))).toMatchObject({ kind: 'ok' })
    expect(await readdir(lab.workspace)).toEqual([])
  })

  it('knows its lock in a retry, so that the undo releases it', async () => {
    await lab.run(call('file.lock', 'one'))
    await lab.restart()
    expect(await lab.run(call('file.lock', 'one'))).toMatchObject({ kind: 'ok', value: { renewed: false } })
    await lab.undo(call('file.lock', 'one'))
    expect(await readdir(lab.workspace)).toEqual([])
  })

  it('may be taken over when its lease is over; the undo of its former owner then leaves it', async () => {
    await lab.run(call('file.lock', 'one', { lease: 'PT0S' }))
    expect(await lab.run(call('file.lock', 'two'))).toMatchObject({ kind: 'ok', value: { owner: 'two' } })
    expect(await lab.undo(call('file.lock', 'one'))).toMatchObject({ kind: 'ok' })
    expect(await held()).toMatchObject({ owner: 'two' })
    expect(await readdir(lab.workspace)).toEqual(['l'])
  })
})

describe('file.unlock', () => {
  it('is fine when there is no lock', async () => {
    expect(await lab.run(call('file.unlock', 'one'))).toEqual({ kind: 'ok', value: { path: 'l', released: false } })
  })

  it('is undone by taking the lock again, which the undo of the lock then releases', async () => {
    await lab.run(call('file.lock', 'one'))
    const before = await held()
    await lab.run(call('file.unlock', 'one'))
    await lab.undo(call('file.unlock', 'one'))
    expect(await held()).toEqual(before)
    await lab.undo(call('file.lock', 'one'))
    expect(await readdir(lab.workspace)).toEqual([])
  })

  it('is not undone when another run has the lock by now', async () => {
    await lab.run(call('file.lock', 'one'))
    await lab.run(call('file.unlock', 'one'))
    await lab.run(call('file.lock', 'two'))
    expect(await lab.undo(call('file.unlock', 'one'))).toMatchObject({ kind: 'fail', error: { code: 'UNDO_CONFLICT' } })
    expect(await held()).toMatchObject({ owner: 'two' })
  })
})
