import react from '@vitejs/plugin-react'
import { build, type Plugin } from 'vite'

/** Builds the page of exported runs beside the app, as one file without references: dist/recorded.html. */
export function recordedPage(): Plugin {
  return {
    name: 'eddy-recorded-page',
    apply: 'build',
    async closeBundle() {
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        plugins: [react(), inlined()],
        build: { outDir: 'dist', emptyOutDir: false, modulePreload: false, cssCodeSplit: false, assetsInlineLimit: Number.MAX_SAFE_INTEGER, chunkSizeWarningLimit: 4000, rolldownOptions: { input: 'recorded.html', output: { codeSplitting: false } } },
      })
    },
  }
}

/** Puts scripts and styles into the page in place of the references to them. */
function inlined(): Plugin {
  return {
    name: 'eddy-inlined',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle['recorded.html']
      if (page?.type !== 'asset') return
      let html = String(page.source)
      for (const [name, file] of Object.entries(bundle)) {
        if (file === page) continue
        const text = file.type === 'chunk' ? file.code : String(file.source)
        html = name.endsWith('.css') ? withStyle(html, name, text) : withScript(html, name, text)
        delete bundle[name]
      }
      page.source = html
    },
  }
}

function withStyle(html: string, name: string, text: string): string {
  return html.replace(new RegExp(`<link[^>]*href="/${escaped(name)}"[^>]*>`), () => `<style>${text}</style>`)
}

function withScript(html: string, name: string, text: string): string {
  // the end of a script element inside a string would end the script
  const safe = text.replaceAll('</script', String.raw`<\/script`)
  // a module runs once the page is there, wherever it stands
  return html.replace(new RegExp(`<script[^>]*src="/${escaped(name)}"[^>]*></script>`), () => `<script type="module">${safe}</script>`)
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
