import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { launchOptions } from '../../scripts/browser.mjs'
import { everywhere } from '../../scripts/test-settings.ts'

const { setupFiles, ...rest } = everywhere

export default defineConfig({
  test: {
    ...rest,
    projects: [
      { extends: true, test: { name: 'node', environment: 'node', setupFiles, include: ['src/**/*.test.ts'] } },
      {
        extends: true,
        plugins: [react()],
        // found ahead, so that no test is loaded twice
        optimizeDeps: { include: ['@base-ui/react/popover', '@base-ui/react/tooltip', '@base-ui/react/select', '@base-ui/react/dialog', 'lucide-react', '@xyflow/react', 'idb'] },
        test: {
          name: 'browser',
          // pages share more than modules do: the document, its focus and size, what libraries registered as they were loaded
          isolate: true,
          include: ['src/**/*.test.tsx', 'test/**/*.test.tsx'],
          browser: { enabled: true, headless: true, screenshotFailures: false, provider: playwright({ launchOptions: launchOptions() }), instances: [{ browser: 'chromium' }] },
        },
      },
    ],
  },
})
