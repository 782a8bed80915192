import { changingKind } from '../file-step.ts'
import { planWrite } from '../plan-write.ts'
import { writeConfig } from './contract.ts'

export const runWrite = changingKind(writeConfig, (job) => planWrite(job, job.config.mode ?? 'replace'), ({ mode }) => mode === undefined || mode === 'replace')
