import type { ProcedureName, Route } from './route.ts'
import { libraryRoutes } from './routes/library-routes.ts'
import { failureRoutes, inboxRoutes, taskRoutes, workbenchRoutes } from './routes/people-routes.ts'
import { expectationRoutes, fixtureRoutes } from './routes/rehearsal-routes.ts'
import { runRoutes, verbRoutes } from './routes/run-routes.ts'
import { coordinationRoutes, secretRoutes, serverRoutes, tokenRoutes } from './routes/server-routes.ts'
import { triggerRoutes } from './routes/trigger-routes.ts'
import { versionRoutes } from './routes/version-routes.ts'
import { workflowRoutes } from './routes/workflow-routes.ts'

/** Every address of the HTTP API. A new procedure gets a line in one of these lists, or below with the reason why not. */
export const routeTable: readonly Route[] = [...workflowRoutes, ...versionRoutes, ...runRoutes, ...verbRoutes, ...triggerRoutes, ...inboxRoutes, ...taskRoutes, ...failureRoutes, ...workbenchRoutes, ...libraryRoutes, ...fixtureRoutes, ...expectationRoutes, ...secretRoutes, ...tokenRoutes, ...serverRoutes, ...coordinationRoutes]

/** Procedures that have no address, and why. */
export const leftOut: { readonly [P in ProcedureName]?: string } = {
  'workflow.live': 'which pages have a workflow open: of no meaning to a program, which is told of a newer draft by its save',
  'workflow.here': 'a page’s sign of life',
  'demo.state': 'the demo service has an address and an API of its own',
  'demo.reset': 'the demo service has an address and an API of its own',
}
