const Sequencer = require('@jest/test-sequencer').default;

/** Suites that run for some ten seconds or more, the longest first: what begins last must not be what ends last. */
const LONGEST = [
  'two-years',
  'crash/kill',
  'store/backup',
  'browser',
  'crash/reminder-kill',
  'hostile',
  'command-line/document.test',
  'delivery',
  'order/',
  'killed',
];

/** A fresh clone has no times of earlier runs to order the suites by: by their size, which is what jest does, is no order. */
module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    const place = ({ path }) => LONGEST.findIndex((name) => path.includes(name));
    const rank = (test) => (place(test) < 0 ? LONGEST.length : place(test));
    const sorted = await super.sort(tests);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
};
