import { defineConfig } from 'vitest/config'
import { everywhere } from '../../scripts/test-settings.ts'

export default defineConfig({ test: { ...everywhere, include: ['src/**/*.test.ts', 'test/**/*.test.ts'] } })
