/** The words after a command are not its words; the message names the one that is not understood. */
export class WrongUse extends Error {}
