/**
 * An error with a stable code that programs can rely on, a cause for engineers,
 * and the key of a sentence in locales/ that tells the person what to do.
 */
export class AppError extends Error {
  readonly code: string;
  /** Key below `errors` in locales/; `params` fill its placeholders and never hold secrets or message texts. */
  readonly messageKey: string;
  readonly params: Record<string, string | number>;

  constructor(code: string, options: { params?: Record<string, string | number>; cause?: unknown } = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.messageKey = `errors.${code}`;
    this.params = options.params ?? {};
  }
}
