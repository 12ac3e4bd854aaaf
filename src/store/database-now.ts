/**
 * The database's own clock, as an expression in an update or a filter: milliseconds since the epoch. What several instances
 * must agree on is measured by it, since the clocks of their machines differ. Other values serve tests, whose time passes
 * faster.
 */
export type DatabaseNow = () => number | { $toLong: '$$NOW' };

export const databaseNow: DatabaseNow = () => ({ $toLong: '$$NOW' });
