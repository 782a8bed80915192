import fc from 'fast-check'
import { it } from 'vitest'
import { arbitraryModel } from '../testing/model/arbitrary-document.ts'
import { withoutOpenBugs } from '../testing/seeds.ts'
import { judgeModel, playModel } from '../testing/model/play-model.ts'
const seed = Number(process.env['SEED'] ?? 1)
const acts = fc.record({ choices: fc.array(fc.nat(5), { minLength: 1, maxLength: 8 }), crashes: fc.constant([]), ...(process.env['ACTS'] ? { cancel: fc.option(fc.record({ after: fc.nat(6), rollback: fc.boolean() }), { nil: undefined as never, freq: 4 }), undo: fc.boolean() } : {}) })
const go = (model: any, act: any, cut: number) => {
  let played = playModel(model, act)
  const whole = played.events
  if (process.env['CRASH']) played = playModel(model, act, played.events.slice(0, 1 + (cut % played.events.length)))
  return { played, whole, problems: withoutOpenBugs(judgeModel(model, played), played.events) }
}
for (const pattern of (process.env['PATTERN'] ?? '').split(';;')) it('shrink', () => {
  const not = process.env['NOT'] ? new RegExp(process.env['NOT']) : /^$never/
  const hit = (model: any, act: any, cut: number) => { try { const g = go(model, act, cut); return g.problems.some((p) => new RegExp(pattern).test(p)) && !g.problems.some((p) => not.test(p)) && !(not.test(JSON.stringify(model))) } catch (e) { return new RegExp(pattern).test(String(e)) } }
  const r = fc.check(fc.property(arbitraryModel, acts, fc.nat(200), (m, a, c) => !hit(m, a, c)), { numRuns: Number(process.env['N'] ?? 6000), seed, interruptAfterTimeLimit: 25000 })
  if (!r.counterexample) return console.log('NOT FOUND', pattern, r.numRuns)
  const [m, a, c] = r.counterexample as any
  const clean = JSON.stringify({ ...m.document, handlers: undefined }).replace(/"backoff":\{"initial":"PT1S"\}/g, '').replace(/"retry":\{"max":0,\},?/g, '')
  let out = ''
  try { const g = go(m, a, c); out = (process.env['CRASH'] ? `KEPT ${1 + (c % g.whole.length)} of ${g.whole.length}\n` : '') + g.problems.join('\n') + '\n' + g.played.events.map((e) => `${e.seq} ${e.type} ${e.step ?? ''} ${e.type === 'rollback.started' ? e.data.scope ?? '' : ''}${e.type === 'timer.set' || e.type === 'timer.fired' ? e.data.timer : ''}${e.type === 'rollback.completed' ? JSON.stringify(e.data) : ''}`).slice(0, 80).join('\n') } catch (e) { out = String(e) }
  console.log('=====', pattern, JSON.stringify(a), '\n' + clean + '\n' + (Object.keys(m.library).length ? JSON.stringify(m.library) + '\n' : '') + JSON.stringify(m.behaviours) + '\n' + out)
}, 100000)
