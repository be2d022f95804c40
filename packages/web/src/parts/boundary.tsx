import { Component, type ReactNode } from 'react';
import { texts } from '../texts.js';

interface State {
  readonly error?: Error;
}

/** If something inside fails, it shows what happened; the rest of the page stays. */
export class Boundary extends Component<{ children: ReactNode }, State> {
  override state: State = {};

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div role="alert">
        <h1>{texts.broken.title}</h1>
        <p>{texts.broken.explain}</p>
        <pre>{error.message}</pre>
        <button type="button" onClick={() => this.setState({ error: undefined as never })}>
          {texts.retry}
        </button>{' '}
        <button type="button" onClick={() => window.location.reload()}>
          {texts.broken.reload}
        </button>
      </div>
    );
  }
}
