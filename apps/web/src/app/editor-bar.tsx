import { History, ListTree, Play, Search, TestTubeDiagonal, Zap } from 'lucide-react'
import { RunDialog } from '../runs/run-dialog.tsx'
import { useEditor } from '../store/editor-context.tsx'
import { useActiveFixture } from '../store/trial/trial-context.tsx'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { showDrawer, showOutline, showOver, showTriggers, usePanels } from './editor-panels.ts'
import { ExportMenu, MoreMenu } from './export-menu.tsx'
import { LibraryPublish } from './library-publish.tsx'
import { LibraryUpdate } from './library-update.tsx'
import { RehearsalButton } from './rehearsal-button.tsx'
import { NameDialog } from './name-dialog.tsx'
import { PeopleBar } from './people-bar.tsx'
import { setOverride, useOverride } from './override/override-draft.ts'
import { navigate } from './router.ts'
import { runsPath } from '../store/runs-path.ts'
import { SaveMark } from './save-mark.tsx'
import { TopBar } from './top-bar.tsx'
import { PublishButton, VersionsButton } from './versions-buttons.tsx'
import { useBarFit } from './use-bar-fit.ts'
import { useEditorTitle } from './use-editor-title.ts'
import { useRunRequest } from './use-run-request.ts'
import styles from './editor-page.module.css'

export function EditorBar({ id }: { readonly id: string }) {
  const outline = usePanels((panels) => panels.outline)
  const drawer = usePanels((panels) => panels.drawer)
  const triggers = usePanels((panels) => panels.triggers)
  const fixture = useActiveFixture()?.fixture.name
  const title = useEditorTitle()
  const fit = useBarFit()
  return (
    <TopBar
      here="workflows"
      actions={
        <>
          <IconButton label="Commands" shortcut="Ctrl+K" onClick={() => showOver('commands')}>
            <Search size={16} />
          </IconButton>
          <IconButton label="Outline" shortcut="Ctrl+Shift+O" pressed={outline} onClick={() => showOutline(!outline)}>
            <ListTree size={16} />
          </IconButton>
          <IconButton label="Fixtures" pressed={drawer !== undefined} onClick={() => showDrawer(drawer === undefined ? 'fixtures' : undefined)}>
            <TestTubeDiagonal size={16} />
          </IconButton>
          <IconButton label="Triggers" shortcut="W" className={styles.wide} pressed={triggers} onClick={() => showTriggers(!triggers)}>
            <Zap size={16} />
          </IconButton>
          {fixture === undefined ? null : (
            <span className={styles.fixture} title={`Runs from here start with the fixture ${fixture}.`}>
              Fixture {fixture}
            </span>
          )}
          <a className={styles.runs} href={runsPath(id)}>
            <History size={16} aria-hidden />
            <span>Its runs</span>
          </a>
          <VersionsButton id={id} />
          <PeopleBar />
          <LibraryUpdate id={id} />
          <ExportMenu />
          <MoreMenu id={id} />
          <RehearsalButton />
          <PublishButton />
          <RunButton />
        </>
      }
    >
      <h1 ref={fit} className={styles.title}>
        {title}
      </h1>
      <SaveMark />
      <NameDialog />
      <LibraryPublish id={id} />
      <RunQuestion id={id} fixture={fixture} />
    </TopBar>
  )
}

/** Apart from the rest of the bar, which need not render with every edit; the same holds for the question. */
function RunButton() {
  const run = useRunRequest()
  return (
    <Button tone="primary" disabled={run.blocked !== undefined} onClick={run.open}>
      <Play size={14} fill="currentColor" aria-hidden />
      Run
    </Button>
  )
}

function RunQuestion({ id, fixture }: { readonly id: string; readonly fixture: string | undefined }) {
  const running = usePanels((panels) => panels.over === 'run')
  const document = useEditor((state) => state.document)
  const override = useOverride(id)
  const show = (open: boolean) => {
    if (!open) setOverride(undefined)
    showOver(open ? 'run' : undefined)
  }
  const errors = useEditor((state) => state.problems.filter(({ severity }) => severity === 'error').length)
  const note = errors ? `The draft has ${errors === 1 ? 'a problem' : `${errors} problems`} and does not start before ${errors === 1 ? 'it is' : 'they are'} solved: Shift+P lists ${errors === 1 ? 'it' : 'them'}.` : undefined
  return <RunDialog workflow={{ id, name: document.name, document }} note={note} fixture={fixture} override={override} onOverride={() => showOver('override')} open={running} onOpenChange={show} onStarted={(runId) => navigate(`/runs/${runId}`)} />
}
