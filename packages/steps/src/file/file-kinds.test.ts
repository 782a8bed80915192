import { execFileSync } from 'node:child_process'
import { chmod, mkdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createExecutor } from '../run.ts'
import { stepRequest } from '../testing/step-request.ts'
import { openFileLab, type Call, type FileLab } from './testing/file-lab.ts'

let lab: FileLab
beforeEach(async () => {
  lab = await openFileLab()
})
afterEach(() => lab.close())

const text = (relative: string) => readFile(lab.at(relative), 'utf8')
const run = (kind: string, config: Call['config'], args: Call['arguments'] = {}) => lab.run({ kind, config, arguments: args, key: JSON.stringify([kind, config, args]) })

describe('file.read and file.write', () => {
  it.each([
    ['text', 'Grüße {{ who }}', {}, 'Grüße Ada', 'Grüße Ada'],
    ['text', undefined, { content: { n: 1 } }, '{"n":1}', '{"n":1}'],
    ['json', { who: '{{ who }}', all: '{{ list }}' }, { list: [1, 2] }, { who: 'Ada', all: [1, 2] }, '{\n  "who": "Ada",\n  "all": [\n    1,\n    2\n  ]\n}\n'],
    ['json', null, {}, null, 'null\n'],
    ['base64', '/+8=', {}, '/+8=', undefined],
    ['text', '', {}, '', ''],
  ])('take %s %j', async (format, content, args, value, stored) => {
    const written = await run('file.write', { path: 'f/{{ who }}', format, createFolders: true, ...(content === undefined ? {} : { content }) }, { who: 'Ada', ...args })
    expect(written).toMatchObject({ kind: 'ok', value: { path: 'f/Ada', created: true } })
    if (stored !== undefined) expect(await text('f/Ada')).toBe(stored)
    const read = await run('file.read', { path: 'f/Ada', format })
    expect(read).toMatchObject({ kind: 'ok', value: { path: 'f/Ada', content: value } })
    for (const key of ['bytes', 'sha256']) expect(read).toHaveProperty(`value.${key}`, (written as { value: { [key: string]: unknown } }).value[key])
  })

  it('keep the byte order mark of a text, and read JSON with one', async () => {
    await writeFile(lab.at('a'), '\uFEFF{"n":1}')
    expect(await run('file.read', { path: 'a' })).toMatchObject({ value: { content: '\uFEFF{"n":1}' } })
    expect(await run('file.read', { path: 'a', format: 'json' })).toMatchObject({ value: { content: { n: 1 } } })
  })

  it('keep the mode of a file that is replaced', async () => {
    await writeFile(lab.at('a'), 'one')
    await chmod(lab.at('a'), 0o751)
    await run('file.write', { path: 'a', content: 'two' })
    expect((await stat(lab.at('a'))).mode & 0o777).toBe(0o751)
  })

  it('write to what a link leads to', async () => {
    await symlink('new', lab.at('link'))
    expect(await run('file.write', { path: 'link', content: 'x' })).toMatchObject({ value: { path: 'new', created: true } })
    expect(await text('new')).toBe('x')
  })

  it('append JSON as lines', async () => {
    for (const n of [1, 2]) await run('file.append', { path: 'log', format: 'json', content: { n } })
    expect(await text('log')).toBe('{"n":1}\n{"n":2}\n')
  })
})

describe('what is refused', () => {
  beforeEach(async () => {
    await mkdir(lab.at('f/g'), { recursive: true })
    await writeFile(lab.at('f/a'), 'one')
    await writeFile(lab.at('binary'), Buffer.from([0xff, 0xfe, 0x00]))
    await writeFile(lab.at('huge'), '')
    await truncate(lab.at('huge'), 10 * 1024 * 1024 + 1)
    execFileSync('mkfifo', [lab.at('pipe')])
  })
  it.each<[string, Call['config'], string]>([
    ['file.read', { path: 'huge' }, 'FILE_TOO_LARGE'],
    ['file.read', { path: 'binary' }, 'BAD_TEXT'],
    ['file.read', { path: 'f/a', format: 'json' }, 'BAD_JSON'],
    ['file.read', { path: 'pipe' }, 'NOT_A_FILE'],
    ['file.read', { path: 'none' }, 'FILE_NOT_FOUND'],
    ['file.read', { path: 'f/a', format: 'xml' }, 'INVALID_CONFIG'],
    ['file.write', { path: 'f/a', content: 'x', mode: 'exclusive' }, 'FILE_EXISTS'],
    ['file.write', { path: 'f', content: 'x' }, 'NOT_A_FILE'],
    ['file.write', { path: 'pipe', content: 'x' }, 'NOT_A_FILE'],
    ['file.write', { path: 'x/y', content: 'x' }, 'FILE_NOT_FOUND'],
    ['file.write', { path: 'f/a/y', content: 'x', createFolders: true }, 'NOT_A_FOLDER'],
    ['file.write', { path: 'x' }, 'INVALID_CONFIG'],
    ['file.write', { path: 'x', content: 'no!', format: 'base64' }, 'BAD_BASE64'],
    ['file.write', { path: 'x', content: '{{ 1 + "a" }}' }, 'EXPRESSION_ERROR'],
    ['file.write', { path: 'x'.repeat(300), content: 'x' }, 'INVALID_PATH'],
    ['file.copy', { from: 'none', to: 'x' }, 'FILE_NOT_FOUND'],
    ['file.copy', { from: 'f/a', to: 'huge' }, 'FILE_EXISTS'],
    ['file.copy', { from: 'f', to: 'f/g/h' }, 'INVALID_PATH'],
    ['file.copy', { from: 'f/g', to: 'f', overwrite: true }, 'INVALID_PATH'],
    ['file.copy', { from: 'pipe', to: 'x' }, 'NOT_A_FILE'],
    ['file.move', { from: 'f', to: 'f' }, 'INVALID_PATH'],
    ['file.move', { from: 'f/a', to: 'f/g' }, 'FILE_EXISTS'],
    ['file.rm', { path: 'none' }, 'FILE_NOT_FOUND'],
    ['file.rm', { path: 'f' }, 'FOLDER_NOT_EMPTY'],
    ['file.rm', { path: 'pipe' }, 'NOT_A_FILE'],
    ['file.mkdir', { path: 'f/a' }, 'NOT_A_FOLDER'],
    ['file.stat', { path: 'none' }, 'FILE_NOT_FOUND'],
    ['file.touch', { path: 'x/y' }, 'FILE_NOT_FOUND'],
    ['file.chmod', { path: 'f/a', mode: '999' }, 'INVALID_CONFIG'],
    ['file.chmod', { path: 'none', mode: '644' }, 'FILE_NOT_FOUND'],
    ['file.chown', { path: 'f/a' }, 'INVALID_CONFIG'],
    ['file.link', { from: 'f', to: 'x', symbolic: false }, 'NOT_A_FILE'],
    ['file.link', { from: 'none', to: 'x', symbolic: false }, 'FILE_NOT_FOUND'],
    ['file.link', { from: 'huge', to: 'f/a' }, 'FILE_EXISTS'],
    ['file.link', { from: 'f/a', to: 'f', overwrite: true }, 'INVALID_PATH'],
    ['file.read_link', { path: 'f/a' }, 'NOT_A_LINK'],
    ['file.glob', { path: 'f/a', pattern: '*' }, 'NOT_A_FOLDER'],
    ['file.glob', { path: 'none', pattern: '*' }, 'FILE_NOT_FOUND'],
    ['file.glob', { pattern: '../*' }, 'BAD_PATTERN'],
    ['file.glob', { pattern: '[a' }, 'BAD_PATTERN'],
    ['file.lock', { path: 'f/a' }, 'FILE_EXISTS'],
    ['file.unlock', { path: 'f/a' }, 'FILE_EXISTS'],
    ['file.lock', { path: 'x/y' }, 'FILE_NOT_FOUND'],
  ])('%s %j as %s', async (kind, config, code) => {
    expect(await run(kind, config)).toMatchObject({ kind: 'fail', error: { code, retryable: false, message: expect.stringMatching(/^\S.{10}/) } })
  })
})

it('a change is not begun when nobody wants it any more', async () => {
  const executor = createExecutor({ files: lab })
  expect(await executor.execute(stepRequest('file.write', { path: 'x', content: 'x' }, { signal: AbortSignal.abort() }))).toMatchObject({ kind: 'fail', error: { code: 'CANCELLED' } })
  expect(await lab.tree()).toEqual({})
  await executor.close()
})

describe('the small kinds', () => {
  it('file.stat tells what is there', async () => {
    await writeFile(lab.at('a'), 'one')
    await chmod(lab.at('a'), 0o640)
    await symlink('a', lab.at('link'))
    await symlink('none', lab.at('broken'))
    expect(await run('file.stat', { path: 'link' })).toMatchObject({ value: { path: 'a', exists: true, type: 'file', size: 3, mode: '640', links: 1, modifiedAt: expect.stringMatching(/Z$/) } })
    expect(await run('file.stat', { path: 'link', followLinks: false })).toMatchObject({ value: { path: 'link', type: 'link' } })
    expect(await run('file.stat', { path: '.' })).toMatchObject({ value: { path: '.', type: 'folder' } })
    for (const path of ['none', 'broken']) expect(await run('file.stat', { path, optional: true })).toEqual({ kind: 'ok', value: { path: 'none', exists: false } })
  })

  it('file.read_link tells where a link leads, and nothing of what is outside', async () => {
    await symlink('../workspace/a', lab.at('in'))
    await symlink('/etc/passwd', lab.at('out'))
    await symlink('none', lab.at('broken'))
    expect(await run('file.read_link', { path: 'in' })).toEqual({ kind: 'ok', value: { path: 'in', target: '../workspace/a', resolved: 'a', exists: false } })
    expect(await run('file.read_link', { path: 'out' })).toEqual({ kind: 'ok', value: { path: 'out', target: '/etc/passwd', resolved: null, exists: false } })
    expect(await run('file.read_link', { path: 'broken' })).toMatchObject({ value: { resolved: 'none', exists: false } })
  })

  it('file.link stores a symbolic link relative to its folder', async () => {
    await writeFile(lab.at('a'), 'one')
    expect(await run('file.link', { from: 'a', to: 'x/y/link', createFolders: true })).toEqual({ kind: 'ok', value: { path: 'x/y/link', target: '../../a', symbolic: true } })
    expect(await text('x/y/link')).toBe('one')
    expect(await run('file.link', { from: 'x/y/link', to: 'name', symbolic: false })).toEqual({ kind: 'ok', value: { path: 'name', target: 'a', symbolic: false } })
    expect((await stat(lab.at('name'))).ino).toBe((await stat(lab.at('a'))).ino)
  })

  it('file.move moves one name of a file over another', async () => {
    await writeFile(lab.at('a'), 'one')
    await run('file.link', { from: 'a', to: 'b', symbolic: false })
    const before = await lab.tree()
    const call = { kind: 'file.move', config: { from: 'a', to: 'b', overwrite: true } }
    expect(await lab.run(call)).toMatchObject({ kind: 'ok' })
    expect(Object.keys(await lab.tree())).toEqual(['b'])
    await lab.undo(call)
    expect(await lab.tree()).toEqual(before)
  })

  it('file.mkdir and file.rm are content with what is so already', async () => {
    await mkdir(lab.at('f'))
    expect(await run('file.mkdir', { path: 'f' })).toEqual({ kind: 'ok', value: { path: 'f', created: false } })
    expect(await run('file.rm', { path: 'none', ignoreMissing: true })).toEqual({ kind: 'ok', value: { path: 'none', removed: false } })
    expect(await run('file.rm', { path: 'f' })).toEqual({ kind: 'ok', value: { path: 'f', removed: true } })
  })
})
