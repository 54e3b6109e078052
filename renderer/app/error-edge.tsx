import { Component, type ReactNode } from 'react';

export interface ErrorEdgeProps {
  readonly children: ReactNode;
  readonly instead: ReactNode;
}

/** The one place where a bug of a page is caught: the frame, and the line behind it, go on. */
export class ErrorEdge extends Component<ErrorEdgeProps, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? this.props.instead : this.props.children;
  }
}
