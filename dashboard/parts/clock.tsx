import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

/** Milliseconds since the epoch. */
export type Clock = () => number;

const Context = createContext<Clock | null>(null);

export function ClockProvider({ clock, children }: { clock: Clock; children: ReactNode }) {
  return <Context value={clock}>{children}</Context>;
}

export function useClock(): Clock {
  const clock = useContext(Context);
  if (!clock) throw new Error('There is no ClockProvider above.');
  return clock;
}

const TICK_MS = 15_000;

/** The time now, renewed often enough for "12 minutes ago". */
export function useTime(): number {
  const clock = useClock();
  const [time, setTime] = useState(clock);
  useEffect(() => {
    const timer = setInterval(() => setTime(clock()), TICK_MS);
    return () => clearInterval(timer);
  }, [clock]);
  return time;
}
