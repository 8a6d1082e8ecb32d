import { useCallback, useEffect, useState } from 'react';

/** Something that is fetched: not there yet, there, or refused with a reason. */
export interface Loaded<T> {
  value?: T;
  error?: Error;
  loading: boolean;
  reload: () => void;
}

interface Answer<T> {
  load: () => Promise<T>;
  value?: T;
  error?: Error;
}

/** Runs a memoised loader, and again on demand. Answers of an earlier loader are dropped. */
export function useLoaded<T>(load: (() => Promise<T>) | undefined): Loaded<T> {
  const [answer, setAnswer] = useState<Answer<T>>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let current = true;
    const keep = (next: Answer<T>) => current && setAnswer(next);
    load?.().then(
      (value) => keep({ load, value }),
      (error: Error) => keep({ load, error })
    );
    return () => {
      current = false;
    };
  }, [load, turn]);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  const mine = answer && answer.load === load ? answer : undefined;
  return { value: mine?.value, error: mine?.error, loading: Boolean(load) && !mine, reload };
}
