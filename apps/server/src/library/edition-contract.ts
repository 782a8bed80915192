import { setImmediate } from 'node:timers/promises'
import { ENGINE_VERSION } from '@eddy/engine'
import { failureContract, type FailureContract } from '@eddy/library'
import { setStage } from '@eddy/rehearsal'
import { catalog } from '@eddy/steps/contract'
import { createLogic } from '@eddy/steps/logic'
import { createEvaluator } from '@eddy/steps/run'
import type { Database, LibraryVersion } from '../db/index.ts'
import { contractIn, libraryEdition } from './library-entry.ts'

/** The failure contract of a version: what was computed with this engine, or computed and kept now. */
export async function editionContract(db: Database, version: LibraryVersion): Promise<FailureContract> {
  const known = contractIn(version)
  if (known !== null && known.engine === ENGINE_VERSION) return known
  const { document, composed, samples, expectations } = libraryEdition(version)
  const happy = samples.find(({ expect }) => expect === 'succeeded')
  const evaluator = createEvaluator()
  try {
    const stage = setStage(document, { catalog, logic: createLogic({ evaluator }), workflow: (reference) => composed[reference] })
    const contract = await failureContract(stage, { engine: ENGINE_VERSION, at: new Date(), expectations, onCell: () => setImmediate(), ...(happy ? { fixture: { name: happy.title, input: happy.input, pins: {} } } : {}) })
    const { entryId, number } = version
    await db.prisma.$transaction([
      db.prisma.libraryVersion.update({ where: { entryId_number: { entryId, number } }, data: { contract: contract as object } }),
      db.prisma.libraryEntry.updateMany({ where: { id: entryId, latest: number }, data: { coverage: Math.round(contract.coverage.percent) } }),
    ])
    return contract
  } finally {
    await evaluator.close()
  }
}
