import { pinComposed } from '@eddy/library'
import { contentHash } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { readTemplates, type Template } from '../template/templates.ts'
import { addEdition } from './add-edition.ts'

/** Brings the shipped templates into the library: those that are new or have changed since. Gives how many. */
export async function shipTemplates(db: Database): Promise<number> {
  // with the usual address of the demo service, so that they are the same whatever its port is today; installing puts the right one in
  const templates = readTemplates(null)
  const known = await db.prisma.libraryEntry.findMany({ where: { source: 'shipped' }, select: { name: true, latest: true, versions: { select: { number: true, contentHash: true } } } })
  const hashes = new Map(known.map(({ name, latest, versions }) => [name, versions.find(({ number }) => number === latest)?.contentHash]))
  let shipped = 0
  for (const template of templates) {
    const edition = editionOf(template)
    if (hashes.get(template.name) === contentHash(edition.document)) continue
    // a name that somebody here has published under is theirs
    if (!hashes.has(template.name) && (await db.prisma.libraryEntry.findUnique({ where: { name: template.name } }))) continue
    await addEdition(db, edition)
    shipped++
  }
  return shipped
}

function editionOf({ name, title, description, category, tags, document, composes = [], samples, fixture, expectations = [] }: Template): Parameters<typeof addEdition>[1] {
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
