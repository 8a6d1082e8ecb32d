import { type RefCallback, useCallback, useRef, useState } from 'react';

/** The width of an element, kept up to date while it is on the page. */
export function useWidth(): [RefCallback<HTMLElement>, number] {
  const [width, setWidth] = useState(0);
  const observer = useRef<ResizeObserver>(undefined);
  const attach = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    if (element) {
      observer.current = new ResizeObserver(() => setWidth(element.clientWidth));
      observer.current.observe(element);
      setWidth(element.clientWidth);
    }
  }, []);
  return [attach, width];
}
