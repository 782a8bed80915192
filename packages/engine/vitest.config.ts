import { defineConfig } from 'vitest/config'
import { everywhere } from '../../scripts/test-settings.ts'

// many cases take long
const testTimeout = process.env['EDDY_CASES'] === undefined ? everywhere.testTimeout : 3_600_000

export default defineConfig({ test: { ...everywhere, testTimeout, include: ['src/**/*.test.ts', 'test/**/*.test.ts'] } })
