import type { Outcome } from '@eddy/engine'
import { boardFrom, boardName } from '../blackboard/board.ts'
import { coordinatedKind } from '../coordination/coordinated-kind.ts'
import { blackboardReadConfig } from './contract.ts'

export const runBlackboardRead = coordinatedKind(blackboardReadConfig, async ({ config, services, text }): Promise<Outcome> => {
  const board = boardFrom((await services.keyedState.read(boardName((await text(config.board)).trim())))?.value)
  if (config.key !== undefined) {
    const entry = board[(await text(config.key)).trim()]
    return { kind: 'ok', value: { value: entry?.value ?? null, revision: entry?.revision ?? 0 } }
  }
  const entries = Object.entries(board)
  return { kind: 'ok', value: { values: Object.fromEntries(entries.map(([key, { value }]) => [key, value])), revisions: Object.fromEntries(entries.map(([key, { revision }]) => [key, revision])) } }
})
