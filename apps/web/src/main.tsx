// first, so that the order of the layers is known before any component names one
import './styles/index.css'
import { Tooltip } from '@base-ui/react/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { parseRoute } from './app/router.ts'
import { fetchFirstScreen } from './app/screens.tsx'
import { queryClient } from './trpc/client.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root", so there is nowhere to draw the app.')

const page = createRoot(root)
void fetchFirstScreen(parseRoute(location.pathname)).then(() =>
  page.render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Tooltip.Provider delay={500}>
          <App />
        </Tooltip.Provider>
      </QueryClientProvider>
    </StrictMode>,
  ),
)
