import { defineConfig } from 'vitest/config'
import { withProcesses } from '../../scripts/test-settings.ts'

export default defineConfig({ test: { ...withProcesses, include: ['src/**/*.test.ts', 'test/**/*.test.ts'] } })
