import type { ComponentProps } from 'react'
import styles from './button.module.css'

export interface ButtonProps extends ComponentProps<'button'> {
  readonly tone?: 'plain' | 'primary' | 'quiet' | 'danger'
  readonly size?: 'normal' | 'small'
}

export function Button({ tone = 'plain', size = 'normal', type = 'button', className, ...rest }: ButtonProps) {
  return <button type={type} data-tone={tone} data-size={size} className={`${styles.button} ${className ?? ''}`} {...rest} />
}
