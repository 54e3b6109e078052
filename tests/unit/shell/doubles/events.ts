/** The part of Electron's events that guards use. */
export class EventDouble {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

export class UrlEvent extends EventDouble {
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
  }
}
