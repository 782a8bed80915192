import fc from 'fast-check'
import { it } from 'vitest'
import { arbitraryModel } from '../testing/model/arbitrary-document.ts'
import { judgeModel, playModel, type Played } from '../testing/model/play-model.ts'
import { withoutOpenBugs } from '../testing/seeds.ts'
const N = Number(process.env['N'] ?? 3000), seed = Number(process.env['SEED'] ?? 1)
const acts = fc.record({ choices: fc.array(fc.nat(5), { minLength: 1, maxLength: 8 }), crashes: fc.constant([]), ...(process.env['ACTS'] ? { cancel: fc.option(fc.record({ after: fc.nat(6), rollback: fc.boolean() }), { nil: undefined as never, freq: 4 }), undo: fc.boolean() } : {}) })
it('survey', () => {
  const samples = fc.sample(fc.tuple(arbitraryModel, acts, fc.nat()), { numRuns: N, seed })
  const buckets = new Map<string, { n: number; size: number; text: string }>()
  const stat: { [k: string]: number } = {}
  let ev = 0
  for (const [model, act, cut] of samples) {
    let problems: readonly string[]; let played: Played | undefined; let note = ''
    try {
      played = playModel(model, act as never)
      if (process.env['CRASH']) { const kept = 1 + (cut % played.events.length); note = `crash after ${kept}`; played = playModel(model, act as never, played.events.slice(0, kept)) }
      problems = withoutOpenBugs(judgeModel(model, played), played.events)
      stat[played.test.run.state.status] = (stat[played.test.run.state.status] ?? 0) + 1; ev += played.events.length
    } catch (e) { problems = ['THROW ' + String((e as Error).stack).slice(0, 600)] }
    for (const p of problems) {
      const key = p.replace(/\[\d+\]/g, '').replace(/[a-z_]*[sc]\d+(\.[a-z_]*[sc]\d+)*/g, 'X').replace(/\d+/g, 'N').replace(/X(, X)+/g, 'X').slice(0, 160)
      const text = () => `${note} ${JSON.stringify(act)}\n${JSON.stringify(model.document)}\n${JSON.stringify(model.library)}\n${JSON.stringify(model.behaviours)}\n${problems.join('\n')}\n` + (played?.events.map((e) => `${e.seq} ${e.type} ${e.step ?? ''} ${e.type === 'rollback.started' ? e.data.scope ?? '' : ''} ${e.type==='step.failed'||e.type==='timer.set'||e.type==='run.failed'?JSON.stringify(e.data).slice(0,90):''}`).join('\n') ?? '')
      const size = (played?.events.length ?? 0) * 10 + JSON.stringify(model.behaviours).length
      const b = buckets.get(key)
      if (!b) buckets.set(key, { n: 1, size, text: text() })
      else { b.n++; if (size < b.size) { b.size = size; b.text = text() } }
    }
  }
  console.log(JSON.stringify(stat), 'events', ev)
  const show = Number(process.env['SHOW'] ?? 3)
  const all = [...buckets].sort((a, b) => b[1].n - a[1].n)
  for (const [k, { n }] of all) console.log(n, k)
  for (const [k, { n, text }] of all.filter(([k]) => !process.env['ONLY'] || new RegExp(process.env['ONLY']).test(k)).slice(0, show)) console.log('=====', n, k, '\n' + text)
}, 1000000)
