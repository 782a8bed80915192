// the page of an exported run: everything is in this file, and nothing is asked of anybody
import '../styles/index.css'
import { Tooltip } from '@base-ui/react/tooltip'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RecordedPage } from './recorded-page.tsx'
import { readRecordedRun } from './recorded-run.ts'

const root = document.getElementById('root')
if (!root) throw new Error('the file has no element with the id "root"; it has been changed since it was exported')

createRoot(root).render(
  <StrictMode>
    <Tooltip.Provider delay={500}>
      <RecordedPage recorded={readRecordedRun()} />
    </Tooltip.Provider>
  </StrictMode>,
)
