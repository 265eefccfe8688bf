import { Component, type ReactNode } from 'react'
import { ErrorPage } from './ErrorPage.tsx'

interface State {
  readonly broken: boolean
}

/** Says that something broke, in place of a blank page, and offers to load the page again. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { broken: false }

  static getDerivedStateFromError(): State {
    return { broken: true }
  }

  override render(): ReactNode {
    return this.state.broken ? <ErrorPage /> : this.props.children
  }
}
