import { setTimeout as sleep } from 'node:timers/promises'
import { pinComposed } from '@eddy/library'
import { compensationCoverage, setStage, type Logic } from '@eddy/rehearsal'
import { catalog } from '@eddy/steps/contract'
import { contentHash } from '@eddy/workflow'
import type { Database, LibraryEntry } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { readTemplates, type Template } from '../template/templates.ts'
import { addEdition, type NewEdition } from './add-edition.ts'

const BREATH_MS = 50
const LONGEST_BREATH_MS = 500

/** Brings the shipped templates into the library: those that are new or have changed since. Gives how many. */
export async function shipTemplates(db: Database): Promise<number> {
  // with the usual address of the demo service, so that they are the same whatever its port is today; installing puts the right one in
  const templates = readTemplates(null)
  const known = await db.prisma.libraryEntry.findMany({ where: { source: 'shipped' }, select: { name: true, latest: true, versions: { select: { number: true, contentHash: true } } } })
  const hashes = new Map(known.map(({ name, latest, versions }) => [name, versions.find(({ number }) => number === latest)?.contentHash]))
  let shipped = 0
  for (const template of templates) {
    await giveWay()
    const edition = editionOf(template)
    if (hashes.get(template.name) === contentHash(edition.document)) continue
    // a name that somebody here has published under is theirs
    if (!hashes.has(template.name) && (await db.prisma.libraryEntry.findUnique({ where: { name: template.name } }))) continue
    const entry = await added(db, edition)
    if (entry === undefined) continue
    // at once by reading it; what rehearsing adds comes when somebody looks at it
    await db.prisma.libraryEntry.update({ where: { id: entry.id }, data: { coverage: readCoverage(edition) } })
    shipped++
  }
  return shipped
}

/** Undefined where another server that has just started was first. */
async function added(db: Database, edition: NewEdition): Promise<LibraryEntry | undefined> {
  try {
    return (await addEdition(db, edition)).entry
  } catch (error) {
    if (error instanceof Refusal && error.code === 'NAME_TAKEN') return undefined
    throw error
  }
}

/** Whoever has opened a page comes first: the server has just started, and one process answers and ships. */
async function giveWay(): Promise<void> {
  const before = performance.now()
  await sleep(BREATH_MS)
  // what was late had to wait for others
  const late = performance.now() - before - BREATH_MS
  if (late > BREATH_MS) await sleep(Math.min(late, LONGEST_BREATH_MS))
}

/** What of its effects is taken back, by its document alone; null where that cannot be planned. */
function readCoverage({ document, composed }: Pick<NewEdition, 'document' | 'composed'>): number | null {
  try {
    // nothing is computed by it
    const logic: Logic = { evaluator: { evaluate: () => Promise.reject(new Error('nothing is rehearsed here')) }, execute: () => undefined }
    return Math.round(compensationCoverage(setStage(document, { catalog, logic, workflow: (reference) => composed[reference] })).percent)
  } catch {
    return null
  }
}

function editionOf({ name, title, description, category, tags, document, composes = [], samples, fixture, expectations = [] }: Template): NewEdition {
  return {
    name, title, description, category, tags,
    source: 'shipped',
    ...pinComposed(document, Object.fromEntries(composes.map((one) => [one.name, one]))),
    samples: samples.map((sample) => ({ title: sample.title, input: sample.input, expect: sample.expect })),
    // what holds for a fixture of its own comes with that when it is installed
    expectations: fixture ? [] : expectations,
    note: 'Came with Eddy',
  }
}
