import { changingKind } from '../file-step.ts'
import { planWrite } from '../plan-write.ts'
import { appendConfig } from './contract.ts'

export const runAppend = changingKind(appendConfig, (job) => planWrite(job, 'append'), () => false)
