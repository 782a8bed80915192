import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { launchOptions } from '../../scripts/browser.mjs'

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      { extends: true, test: { name: 'node', environment: 'node', include: ['src/**/*.test.ts'] } },
      {
        extends: true,
        plugins: [react()],
        // found ahead, so that no test is loaded twice
        optimizeDeps: { include: ['@base-ui/react/popover', '@base-ui/react/tooltip', '@base-ui/react/select', '@base-ui/react/dialog', 'lucide-react', '@xyflow/react', 'idb'] },
        test: {
          name: 'browser',
          include: ['src/**/*.test.tsx', 'test/**/*.test.tsx'],
          browser: { enabled: true, headless: true, screenshotFailures: false, provider: playwright({ launchOptions: launchOptions() }), instances: [{ browser: 'chromium' }] },
        },
      },
    ],
  },
})
