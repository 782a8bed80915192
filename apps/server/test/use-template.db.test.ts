import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../src/db/index.ts'
import { expectationsMet } from '../src/expectation/expectations-met.ts'
import { readTemplates } from '../src/template/templates.ts'
import { useTemplate } from '../src/template/use-template.ts'
import { openOwn } from './open-own.ts'

let db: Database
let workspace: string
beforeAll(async () => {
  db = await openOwn()
  workspace = await mkdtemp(join(tmpdir(), 'eddy-use-template-'))
}, 240_000)
afterAll(async () => {
  await db.close()
  await rm(workspace, { recursive: true, force: true })
})

const template = (name: string) => {
  const found = readTemplates(null).find((one) => one.name === name)
  if (!found) throw new Error(`there is no template ${name}`)
  return found
}
const composedIn = (document: unknown) => (JSON.stringify(document).match(/"workflow":"([a-z_0-9]+)"/) ?? [])[1]

it('brings the workflows that it composes, once; a name that is taken for something else gets a number', async () => {
  const one = await useTemplate({ db, workspace }, template('fulfil_order'))
  const two = await useTemplate({ db, workspace }, template('fulfil_order'))
  expect([one.name, two.name, composedIn(one.document), composedIn(two.document)]).toEqual(['fulfil_order', 'fulfil_order_2', 'ship_parcel', 'ship_parcel'])
  expect(await db.prisma.workflow.count({ where: { name: { startsWith: 'ship_parcel' } } })).toBe(1)
  await db.prisma.workflow.update({ where: { name: 'ship_parcel' }, data: { document: { eddy: 1, name: 'ship_parcel', steps: [] } } })
  const three = await useTemplate({ db, workspace }, template('fulfil_order'))
  expect(composedIn(three.document)).toBe('ship_parcel_2')
})

it('puts its files in the workspace, and leaves those that are there', async () => {
  await mkdir(join(workspace, 'orders'))
  await writeFile(join(workspace, 'orders/today.csv'), 'mine')
  await useTemplate({ db, workspace }, template('pipeline'))
  expect(await readFile(join(workspace, 'orders/today.csv'), 'utf8')).toBe('mine')
  expect(await readFile(join(workspace, 'orders/broken.csv'), 'utf8')).toContain('D-2,desk,many')
})

it('brings its schedule, switched off', async () => {
  const { id } = await useTemplate({ db, workspace }, template('watchdog'))
  expect(await db.prisma.trigger.findMany({ where: { workflowId: id } })).toMatchObject([{ name: 'Every five minutes', kind: 'schedule', enabled: false, runs: { draft: true } }])
})

it('has its expectations from the start, and they let it be published', async () => {
  const { id, document } = await useTemplate({ db, workspace }, template('migrate_data'))
  const kept = await db.prisma.expectation.findMany({ where: { workflowId: id } })
  expect(kept).toHaveLength(template('migrate_data').expectations?.length ?? 0)
  expect(new Set(kept.map(({ fixture }) => fixture))).toEqual(new Set([template('migrate_data').fixture?.name]))
  expect(await expectationsMet(db, { workflowId: id, document })).toEqual([])
  const broken = { ...document, steps: document.steps.map((step) => (step.name === 'write' ? { ...step, undo: 'none' } : step)) }
  expect(await expectationsMet(db, { workflowId: id, document: broken })).not.toEqual([])
})
