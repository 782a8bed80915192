import type { Catalog, KindContract } from '@eddy/workflow'
import { codeContract } from './code/contract.ts'
import { collectContract } from './collect/contract.ts'
import { composeContract } from './compose/contract.ts'
import { debugContract } from './debug/contract.ts'
import { expressionContract } from './expression/contract.ts'
import { failContract } from './fail/contract.ts'
import { fileContracts } from './file/contract.ts'
import { groupContract } from './group/contract.ts'
import { httpRequestContract } from './http-request/contract.ts'
import { mapContract } from './map/contract.ts'
import { switchContract } from './switch/contract.ts'
import { templateContract } from './template/contract.ts'
import { waitSignalContract } from './wait-signal/contract.ts'
import { waitTimerContract } from './wait-timer/contract.ts'

const CONTRACTS: readonly KindContract[] = [
  httpRequestContract,
  ...fileContracts,
  codeContract,
  expressionContract,
  templateContract,
  collectContract,
  debugContract,
  failContract,
  switchContract,
  mapContract,
  groupContract,
  composeContract,
  waitTimerContract,
  waitSignalContract,
]

const byKind = new Map(CONTRACTS.map((contract) => [contract.kind, contract]))

/** Every kind of step that ships with Eddy, in the order of the palette. */
export const catalog: Catalog = { get: (kind) => byKind.get(kind), list: () => CONTRACTS }
