import { laidOut, type LayoutSources, transfers } from './laid-out.ts'

globalThis.addEventListener('message', ({ data }: MessageEvent<LayoutSources>) => {
  const laid = laidOut(data)
  globalThis.postMessage(laid, { transfer: [...transfers(laid)] as Transferable[] })
})
