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
import { llmGenerateContract } from './llm-generate/contract.ts'
import { mapContract } from './map/contract.ts'
import { switchContract } from './switch/contract.ts'
import { templateContract } from './template/contract.ts'
import { waitSignalContract } from './wait-signal/contract.ts'
import { waitTimerContract } from './wait-timer/contract.ts'
import { agentHandoffContract } from './agent-handoff/contract.ts'
import { agentTaskContract } from './agent-task/contract.ts'
import { approvalContract } from './approval/contract.ts'
import { claimContract } from './claim/contract.ts'
import { claimReleaseContract } from './claim-release/contract.ts'
import { escalateContract } from './escalate/contract.ts'
import { blackboardReadContract } from './blackboard-read/contract.ts'
import { blackboardWriteContract } from './blackboard-write/contract.ts'
import { workerRestartContract } from './worker-restart/contract.ts'
import { workerStartContract } from './worker-start/contract.ts'
import { workerStopContract } from './worker-stop/contract.ts'
import { metricContract } from './metric/contract.ts'
import { aroundContract } from './around/contract.ts'
import { cacheContract } from './cache/contract.ts'
import { lockContract } from './lock/contract.ts'
import { raceContract } from './race/contract.ts'
import { reduceContract } from './reduce/contract.ts'
import { repeatContract } from './repeat/contract.ts'
import { waitUntilContract } from './wait-until/contract.ts'
import { httpStreamContract } from './http-stream/contract.ts'
import { machineContract } from './machine/contract.ts'
import { rulesContract } from './rules/contract.ts'
import { logContract } from './log/contract.ts'
import { notifyContract } from './notify/contract.ts'
import { sendSignalContract } from './send-signal/contract.ts'
import { workflowCompileContract } from './workflow-compile/contract.ts'
import { workflowOptimizeContract } from './workflow-optimize/contract.ts'
import { workflowPublishContract } from './workflow-publish/contract.ts'
import { workflowRunContract } from './workflow-run/contract.ts'
import { workflowValidateContract } from './workflow-validate/contract.ts'

const CONTRACTS: readonly KindContract[] = [
  httpRequestContract,
  httpStreamContract,
  ...fileContracts,
  codeContract,
  expressionContract,
  templateContract,
  collectContract,
  debugContract,
  logContract,
  notifyContract,
  llmGenerateContract,
  agentTaskContract,
  agentHandoffContract,
  workerStartContract,
  workerStopContract,
  workerRestartContract,
  blackboardWriteContract,
  blackboardReadContract,
  claimContract,
  claimReleaseContract,
  metricContract,
  failContract,
  switchContract,
  rulesContract,
  machineContract,
  mapContract,
  reduceContract,
  repeatContract,
  raceContract,
  groupContract,
  aroundContract,
  lockContract,
  cacheContract,
  composeContract,
  waitTimerContract,
  waitUntilContract,
  waitSignalContract,
  sendSignalContract,
  approvalContract,
  escalateContract,
  workflowValidateContract,
  workflowOptimizeContract,
  workflowCompileContract,
  workflowPublishContract,
  workflowRunContract,
]

const byKind = new Map(CONTRACTS.map((contract) => [contract.kind, contract]))

/** Every kind of step that ships with Eddy, in the order of the palette. */
export const catalog: Catalog = { get: (kind) => byKind.get(kind), list: () => CONTRACTS }
