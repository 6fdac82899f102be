// A wall clock that can be set, for `node --import`: what a step of the machine's clock does to one process. Timers and
// `performance.now` go on as they do then. The file that CLEARPANE_FAULT_CLOCK names holds the milliseconds it is ahead.
import { readFileSync } from 'node:fs';

const file = process.env.CLEARPANE_FAULT_CLOCK;
const True = globalThis.Date;
const LOOK_EVERY_MS = 20;

let ahead = 0;
const look = () => {
  ahead = Number(readFileSync(file, 'utf8'));
};

class Clock extends True {
  constructor(...given) {
    if (given.length === 0) super(True.now() + ahead);
    else super(...given);
  }
  static now() {
    return True.now() + ahead;
  }
}

if (file) {
  look();
  setInterval(look, LOOK_EVERY_MS).unref();
  globalThis.Date = Clock;
}
