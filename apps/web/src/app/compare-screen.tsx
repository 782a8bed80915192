import { catalog } from '@eddy/steps/contract'
import { DiffCanvas } from '../canvas/diff-canvas.tsx'
import { ComparePage, type ComparePageProps } from '../compare/compare-page.tsx'
import { navigate } from './router.ts'
import { Shell } from './shell.tsx'
import { TopBar } from './top-bar.tsx'
import { useBehaviour } from './use-behaviour.ts'

export function CompareScreen({ id, from, to }: { readonly id: string | undefined; readonly from: string; readonly to: string }) {
  return (
    <Shell title="Compare versions" bar={<TopBar here={id === undefined ? 'library' : 'workflows'} />}>
      <ComparePage key={`${from} ${to}`} workflowId={id} from={from} to={to} onGo={navigate} renderCanvas={(props) => <DiffCanvas {...props} catalog={catalog} />} renderBehaviour={(sides, show) => <Rehearsed key={sides.fixture?.name} sides={sides} show={show} />} />
    </Shell>
  )
}

type RenderBehaviour = ComparePageProps['renderBehaviour']

function Rehearsed({ sides, show }: { readonly sides: Parameters<RenderBehaviour>[0]; readonly show: Parameters<RenderBehaviour>[1] }) {
  return show(useBehaviour(sides))
}
