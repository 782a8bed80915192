import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { launchOptions } from '../../scripts/browser.mjs'

export default defineConfig({
  plugins: [react()],
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.tsx'],
    browser: { enabled: true, headless: true, screenshotFailures: false, provider: playwright({ launchOptions: launchOptions() }), instances: [{ browser: 'chromium' }] },
  },
})
