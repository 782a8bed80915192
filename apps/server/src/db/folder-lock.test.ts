import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { lockFolder, tellAddress, userOf } from './folder-lock.ts'

const base = mkdtempSync(join(tmpdir(), 'eddy-lock-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

function folder(name: string): string {
  const path = join(base, name)
  mkdirSync(path, { recursive: true })
  return path
}

it('is held by one, who says where it is, by whatever name the folder is reached', async () => {
  const dir = folder('one')
  expect(await userOf(dir)).toBeUndefined()
  const unlock = await lockFolder(dir)
  expect(await userOf(dir)).toEqual({})
  tellAddress(dir, 'http://127.0.0.1:4400')
  const link = join(base, 'link')
  symlinkSync(dir, link)
  for (const name of [dir, link, `${dir}/../one`]) {
    expect(await userOf(name)).toEqual({ url: 'http://127.0.0.1:4400' })
    await expect(lockFolder(name)).rejects.toThrow(`another Eddy process is using ${name}`)
  }
  await unlock()
  expect(await userOf(link)).toBeUndefined()
  await (await lockFolder(link))()
})

it('of a process that was killed is taken by one of many who want it', async () => {
  const dir = folder('killed')
  mkdirSync(join(dir, 'in-use'))
  const child = spawn(process.execPath, ['-e', `require('node:net').createServer((s) => s.end()).listen(${JSON.stringify(join(dir, 'in-use', 'a.sock'))}, () => console.log('held'))`], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  expect(await userOf(dir)).toEqual({})
  child.kill('SIGKILL')
  await once(child, 'exit')
  utimesSync(join(dir, 'in-use', 'a.sock'), 0, 0)
  const locks = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(dir)))
  const got = locks.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(got).toHaveLength(1)
  expect(existsSync(join(dir, 'in-use', 'a.sock'))).toBe(false)
  await got[0]?.()
})

it('is held by a process that stands still', async () => {
  const dir = folder('still')
  mkdirSync(join(dir, 'in-use'))
  const server = createServer(() => undefined).listen(join(dir, 'in-use', 'a.sock'))
  await once(server, 'listening')
  expect(await userOf(dir)).toEqual({})
  server.close()
})

it('is among the temporary files where the path of the folder is too long for a socket', async () => {
  const dir = folder('long/'.repeat(30))
  const unlock = await lockFolder(dir)
  expect(existsSync(join(dir, 'in-use'))).toBe(false)
  await expect(lockFolder(dir)).rejects.toThrow('another Eddy process')
  await unlock()
})
