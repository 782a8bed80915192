import react from '@vitejs/plugin-react'
import { defineConfig, type ProxyOptions } from 'vite'
import { mergedChunks } from './merged-chunks-plugin.ts'
import { recordedPage } from './recorded-page-plugin.ts'

const server: ProxyOptions = {
  target: `http://127.0.0.1:${process.env.EDDY_PORT ?? 4400}`,
  ws: true,
  // a server that dies would otherwise leave what it has open towards the page
  configure(proxy) {
    proxy.on('proxyRes', (from, _request, to) => from.on('close', () => to.destroy()))
    proxy.on('proxyReqWs', (request, _from, to) => request.on('upgrade', (_answer, from) => from.on('close', () => to.destroy())))
  },
}

export default defineConfig({
  plugins: [react(), mergedChunks(), recordedPage()],
  server: { proxy: { '/trpc': server, '^/runs/[^/]+/(events|export\\.html)': server } },
})
