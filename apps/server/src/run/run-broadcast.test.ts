import { PassThrough, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { RunEvent } from '@eddy/engine'
import { RunBroadcast } from './run-broadcast.ts'
import { streamLine } from './viewer-line.ts'

const PAGE = 100

/** Who stays is sent signs of life. */
const open: PassThrough[] = []
afterEach(() => {
  for (const out of open.splice(0)) out.destroy()
})

/** A log that is read as the database is: a page at a time, and a moment later than it was asked. */
function loggedRun() {
  const log: RunEvent[] = []
  let reads = 0
  const broadcast = new RunBroadcast(async (_runId, after) => {
    reads += 1
    const page = log.slice(after, after + PAGE)
    await sleep(2)
    return { text: JSON.stringify(page).slice(1, -1), last: page.at(-1)?.seq ?? 0, more: page.length === PAGE }
  })
  const happen = (count: number, text = '') => {
    const events = Array.from({ length: count }, (_, at) => ({ seq: log.length + at + 1, at: 0, type: 'run.started', data: { text } }) as unknown as RunEvent)
    log.push(...events)
    broadcast.publish('run', events)
  }
  return { broadcast, happen, log, reads: () => reads }
}

/** What a viewer has been sent. */
function viewing(broadcast: RunBroadcast, after = 0) {
  const out = new PassThrough()
  open.push(out)
  const seqs: number[] = []
  let text = ''
  out.on('data', (part: Buffer) => {
    const messages = (text + part.toString()).split('\n\n')
    text = messages.pop() ?? ''
    for (const message of messages) for (const { seq } of JSON.parse(message.slice('data: '.length, message.lastIndexOf('\nid: '))) as RunEvent[]) seqs.push(seq)
  })
  broadcast.view('run', after, streamLine(out))
  return { out, seqs }
}

const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, at) => from + at)

describe('RunBroadcast', () => {
  it('sends what is stored and then what happens, to whoever comes when', async () => {
    const { broadcast, happen, log } = loggedRun()
    happen(250)
    const viewers = [viewing(broadcast)]
    for (let round = 0; round < 60; round++) {
      happen(1 + ((round * 7) % 13))
      if (round % 6 === 0) viewers.push(viewing(broadcast, round))
      await sleep(round % 5)
    }
    await expect.poll(() => viewers.map(({ seqs }) => seqs.at(-1))).toEqual(viewers.map(() => log.length))
    viewers.forEach(({ seqs }, at) => expect(seqs).toEqual(upTo(log.length, at === 0 ? 1 : (at - 1) * 6 + 1)))
  })

  it('reads the past once for those who come together', async () => {
    const { broadcast, happen, reads } = loggedRun()
    happen(250)
    const viewers = upTo(50).map(() => viewing(broadcast))
    await expect.poll(() => viewers.every(({ seqs }) => seqs.length === 250)).toBe(true)
    expect(reads()).toBe(3)
  })

  it('keeps little for a viewer who does not read, and sends it everything once it does', async () => {
    const { broadcast, happen, log } = loggedRun()
    const taken: Buffer[] = []
    let most = 0
    const held: (() => void)[] = []
    let slow = true
    const out = new Writable({
      write(part: Buffer, _encoding, done) {
        taken.push(part)
        if (slow) held.push(done)
        else done()
      },
    })
    broadcast.view('run', 0, streamLine(out))
    const other = viewing(broadcast)
    for (let round = 0; round < 200; round++) {
      happen(10, 'x'.repeat(500))
      most = Math.max(most, out.writableLength)
      await sleep(1)
    }
    expect(most).toBeLessThan(400_000)
    slow = false
    for (const done of held) done()
    const lastSeq = () => Number(/id: (\d+)\n\n$/.exec(taken.at(-1)?.toString() ?? '')?.[1])
    await expect.poll(lastSeq).toBe(log.length)
    const seqs = taken.flatMap((part) => [...part.toString().matchAll(/"seq":(\d+)/g)].map(([, seq]) => Number(seq)))
    expect(seqs).toEqual(upTo(log.length))
    expect(other.seqs).toEqual(upTo(log.length))
  })

  it('passes on what another server tells more than once, and with gaps, once and whole', async () => {
    const { broadcast, happen, log } = loggedRun()
    const { seqs } = viewing(broadcast)
    happen(20)
    // stored elsewhere, and told of late, from the start and with something missing
    for (let seq = 21; seq <= 40; seq++) log.push({ seq, at: 0, type: 'run.started', data: {} } as unknown as RunEvent)
    broadcast.publish('run', log.slice(30, 35))
    broadcast.publish('run', log.slice(0, 33))
    broadcast.publish('run', log.slice(37))
    broadcast.publish('run', log.slice(0))
    await expect.poll(() => seqs).toEqual(upTo(40))
  })

  it('lets go of a viewer who has left', async () => {
    const { broadcast, happen, reads } = loggedRun()
    const { out, seqs } = viewing(broadcast)
    happen(3)
    await expect.poll(() => seqs).toEqual([1, 2, 3])
    out.destroy()
    await sleep(5)
    const before = reads()
    happen(3)
    await sleep(20)
    expect([seqs, reads()]).toEqual([[1, 2, 3], before])
  })
})
