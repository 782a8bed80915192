import type { RunResult } from '../../host/run-result.ts'
