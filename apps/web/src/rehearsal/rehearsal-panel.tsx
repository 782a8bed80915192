import { Tabs } from '@base-ui/react/tabs'
import { cellId, cellsOf, matrixTable, type FailureMatrix } from '@eddy/rehearsal'
import { Copy, Target, X } from 'lucide-react'
import { useMemo } from 'react'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Select } from '../ui/select.tsx'
import { BacktestList } from './backtest-list.tsx'
import { ChangesList } from './changes-list.tsx'
import { CoverageList } from './coverage-list.tsx'
import { DrillList } from './drill-list.tsx'
import { MatrixGrid } from './matrix-grid.tsx'
import { useRehearsal, useRehearsalStore } from './rehearsal-context.tsx'
import { brokenOf, changesOf, type RehearsalState, type RehearsalTab } from './rehearsal-store.ts'
import styles from './rehearsal-panel.module.css'

export interface RehearsalPanelProps {
  /** Shows a step on the canvas. */
  readonly onSelect: (path: string) => void
  readonly onNotify: (text: string) => void
}

/** Under the canvas, while it is open: what happens when something goes wrong. It follows every edit. */
export function RehearsalPanel(props: RehearsalPanelProps) {
  const open = useRehearsal((state) => state.open)
  return open ? <OpenPanel {...props} /> : null
}

function OpenPanel({ onSelect, onNotify }: RehearsalPanelProps) {
  const store = useRehearsalStore()
  const state = useRehearsal((whole) => whole)
  const { tab, matrix, baseline, coverage, drill, expectations, fixture } = state
  const broken = useMemo(() => brokenOf({ matrix, expectations, fixture }), [matrix, expectations, fixture])
  const changes = useMemo(() => changesOf({ matrix, baseline }), [matrix, baseline])
  return (
    <aside className={styles.panel} aria-label="Rehearsal">
      <Tabs.Root value={tab} onValueChange={(next: RehearsalTab) => state.show(true, next)} className={styles.root}>
        <div className={styles.bar}>
          <Tabs.List className={styles.tabs} aria-label="Views of the rehearsal">
            <Tabs.Tab value="matrix" className={styles.tab}>Failure matrix</Tabs.Tab>
            <Tabs.Tab value="coverage" className={styles.tab}>Coverage{coverage ? ` ${coverage.percent} %` : ''}</Tabs.Tab>
            <Tabs.Tab value="drill" className={styles.tab}>Accident drill</Tabs.Tab>
            <Tabs.Tab value="changes" className={styles.tab}>Changes{broken.length > 0 ? ` · ${broken.length} broken` : ''}</Tabs.Tab>
            <Tabs.Tab value="backtest" className={styles.tab}>Backtest</Tabs.Tab>
          </Tabs.List>
          <FixtureChoice />
          {matrix ? <MatrixVerbs matrix={matrix} onNotify={onNotify} /> : null}
          <Progress computing={state.computing} />
          <IconButton label="Close the rehearsal" size="small" onClick={() => state.show(false)}>
            <X size={14} />
          </IconButton>
        </div>
        {state.problem === undefined ? null : <p className={styles.problem} role="alert">{state.problem}</p>}
        <Tabs.Panel value="matrix" className={styles.content} data-stale={state.computing ? '' : undefined}>
          {matrix ? (
            <MatrixGrid matrix={matrix} expected={expectedCells(state, broken)} changed={new Set(changes?.changed.map(cellId))}
              onPlay={({ step, kind }) => state.perform([{ step, kind }])} onExpect={(cell, expected) => store.getState().expect([cell], expected)} />
          ) : <Waiting what="The matrix is being rehearsed …" state={state} />}
        </Tabs.Panel>
        <Tabs.Panel value="coverage" className={styles.content}>{coverage ? <CoverageList coverage={coverage} onSelect={onSelect} /> : <Waiting what="The coverage is being worked out …" state={state} />}</Tabs.Panel>
        <Tabs.Panel value="drill" className={styles.content}>{drill ? <DrillList drill={drill} onSelect={onSelect} /> : <Waiting what="The accidents are being rehearsed …" state={state} />}</Tabs.Panel>
        <Tabs.Panel value="changes" className={styles.content}><ChangesList changes={changes} broken={broken} onCompare={state.compareFromHere} /></Tabs.Panel>
        <Tabs.Panel value="backtest" className={styles.content}><BacktestList onSelect={onSelect} /></Tabs.Panel>
      </Tabs.Root>
    </aside>
  )
}

function Waiting({ what, state }: { readonly what: string; readonly state: RehearsalState }) {
  return state.problem === undefined ? <p className={styles.waiting} aria-busy="true">{what}</p> : null
}

function Progress({ computing }: Pick<RehearsalState, 'computing'>) {
  return <span className={styles.progress} aria-live="off">{computing && computing.of > 0 ? `${computing.done} / ${computing.of}` : computing ? '…' : ''}</span>
}

const MADE_UP = { value: '', label: 'Made-up values' }

function FixtureChoice() {
  const fixtures = useRehearsal((state) => state.fixtures)
  const fixture = useRehearsal((state) => state.fixture)
  const choose = useRehearsal((state) => state.chooseFixture)
  if (fixtures.length === 0) return null
  return (
    <div className={styles.fixture}>
      <Select label="Rehearse with" value={fixture} options={[MADE_UP, ...fixtures.map(({ name }) => ({ value: name, label: name }))]} onChange={choose} />
    </div>
  )
}

function MatrixVerbs({ matrix, onNotify }: { readonly matrix: FailureMatrix; readonly onNotify: (text: string) => void }) {
  const expect = useRehearsal((state) => state.expect)
  const copy = () => {
    window.navigator.clipboard.writeText(matrixTable(matrix)).then(
      () => onNotify('The matrix is on the clipboard, as text.'),
      () => onNotify('The browser did not let Eddy write to the clipboard.'),
    )
  }
  return (
    <>
      <Button size="small" tone="quiet" title="Expect all" onClick={() => expect(cellsOf(matrix), true)}>
        <Target size={14} aria-hidden /> <span className={styles.words}>Expect all</span>
      </Button>
      <IconButton label="Copy the matrix as text" size="small" onClick={copy}>
        <Copy size={14} />
      </IconButton>
    </>
  )
}

function expectedCells({ expectations, fixture }: RehearsalState, broken: ReturnType<typeof brokenOf>): ReadonlyMap<string, 'met' | 'broken'> {
  const bad = new Set(broken.map(({ expectation }) => cellId(expectation)))
  return new Map(expectations.filter((one) => one.fixture === fixture).map((one) => [cellId(one), bad.has(cellId(one)) ? 'broken' : 'met'] as const))
}
