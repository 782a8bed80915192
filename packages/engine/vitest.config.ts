import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['src/**/*.test.ts', 'test/**/*.test.ts'], testTimeout: process.env['EDDY_CASES'] === undefined ? 120_000 : 3_600_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } } })
