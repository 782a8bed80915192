import type { WorkflowDocument } from '@eddy/workflow'
import { layoutDocument } from './layout-document.ts'

globalThis.addEventListener('message', ({ data }: MessageEvent<WorkflowDocument>) => {
  globalThis.postMessage(layoutDocument(data))
})
