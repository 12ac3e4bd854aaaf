/** The part of a logger the application uses (pino's fits). Never given texts of messages, codes or LINE identities. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Counts what happened; `http/metrics` shows it. */
export interface Meter {
  count(what: 'events' | 'replies' | 'pushes' | 'reminders' | 'failures', label: string): void;
}
