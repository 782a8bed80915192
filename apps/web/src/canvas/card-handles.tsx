import { Handle, Position } from '@xyflow/react'
import styles from './card-handles.module.css'

/** Where lines start and end; seen only near the card. */
export function CardHandles({ handler = false, editable }: { readonly handler?: boolean; readonly editable: boolean }) {
  if (handler) return <Handle id="undo-in" type="target" position={Position.Top} isConnectable={editable} isConnectableStart={false} className={styles.handle} data-undo="" />
  return (
    <>
      <Handle id="in" type="target" position={Position.Left} isConnectable={editable} isConnectableStart={false} className={styles.handle} />
      <Handle id="out" type="source" position={Position.Right} isConnectable={editable} className={`${styles.handle} ${styles.swell}`} title="Drag to a step to pass the result on" />
      <Handle id="undo" type="source" position={Position.Bottom} isConnectable={editable} className={styles.handle} data-undo="" title="Drag down to add the undo" />
    </>
  )
}
