import styles from './Icon.module.css'

const paths = {
  home: 'M2.5 7.25 8 2.5l5.5 4.75M4 6.5v7h8v-7m-5.25 7V9.75h2.5v3.75',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm3.4-1.1 3.1 3.1',
  menu: 'M2.5 4.5h11M2.5 8h11m-11 3.5h11',
  more: 'M3 8a.4.4 0 1 0 .8 0 .4.4 0 1 0-.8 0m4.6 0a.4.4 0 1 0 .8 0 .4.4 0 1 0-.8 0m4.6 0a.4.4 0 1 0 .8 0 .4.4 0 1 0-.8 0',
  down: 'm4 6.25 4 4 4-4',
  back: 'M9.75 3.5 5.25 8l4.5 4.5',
  close: 'm4 4 8 8m0-8-8 8',
  check: 'm3.5 8.5 3 3 6-7',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Zm0-9.25V8l2.25 1.5',
  edit: 'm10.5 3 2.5 2.5L6 12.5l-3 .5.5-3 7-7Z',
  trash: 'M3 4.5h10m-6.5 0V3h3v1.5M4.5 4.5 5 13h6l.5-8.5m-4.75 2.75v3m2.5-3v3',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Zm0-6.75V11m0-6v.01',
  link: 'M6.75 9.25a2.5 2.5 0 0 0 3.55 0l2-2a2.5 2.5 0 0 0-3.55-3.55l-.75.75m1.25 2.3a2.5 2.5 0 0 0-3.55 0l-2 2a2.5 2.5 0 0 0 3.55 3.55l.75-.75',
  up: 'm4 9.75 4-4 4 4',
  table: 'M2.5 3.5h11v9h-11v-9Zm0 3h11m-7 0v6',
  add: 'M8 3.5v9M3.5 8h9',
  export: 'M8 2.5v7m-3-3 3 3 3-3M3 11v2.5h10V11',
  filter: 'M2.5 4.5h11M4.75 8h6.5M7 11.5h2',
  warning: 'M8 2.5 14 13H2L8 2.5Zm0 4v3m0 1.75v.01',
} as const

interface IconProps {
  readonly name: keyof typeof paths
  /** shown on hover; unlike the `title` of the control, it does not become a description that repeats the control's name */
  readonly title?: string
}

/** An icon of 1 rem in the colour of the text around it. It is decoration: the control around it has the label. */
export function Icon({ name, title }: IconProps) {
  return (
    <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true">
      {title !== undefined && <title>{title}</title>}
      <path d={paths[name]} />
    </svg>
  )
}
