/** A process that dies: after so many calls to its store and to LINE have taken effect, nothing it does ever ends. */
export class Life {
  readonly died: Promise<void>;
  calls = 0;
  private die: () => void = () => undefined;
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
    this.died = new Promise((resolve) => {
      this.die = resolve;
    });
  }

  /** The same object as this life sees it. */
  hold<Part extends object>(part: Part): Part {
    return new Proxy(part, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member === 'object' && member !== null) return this.hold(member);
        if (typeof member !== 'function') return member;
        return async (...given: unknown[]) => {
          if (this.calls >= this.most) return new Promise(() => undefined);
          const result: unknown = await Reflect.apply(member, target, given);
          this.calls += 1;
          if (this.calls < this.most) return result;
          // It took effect, and nobody here will ever know.
          this.die();
          return new Promise(() => undefined);
        };
      },
    });
  }
}
