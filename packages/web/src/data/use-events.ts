import { useEffect, useRef, useState } from 'react';

/**
 * Follows an address of server-sent events; `undefined` follows nothing. The browser reconnects a lost
 * connection; if it gives up, this does.
 * @returns whether the connection is lost at the moment
 */
export function useEvents<Value>(address: string | undefined, onValue: (value: Value) => void): boolean {
  const [isLost, setLost] = useState(false);
  const handler = useRef(onValue);
  handler.current = onValue;
  useEffect(() => {
    if (address === undefined) return;
    let source: EventSource;
    let timer: number | undefined;
    const connect = () => {
      source = new EventSource(address);
      source.onopen = () => setLost(false);
      source.onmessage = ({ data }) => handler.current(JSON.parse(data as string) as Value);
      source.addEventListener('end', () => source.close());
      source.onerror = () => {
        setLost(true);
        if (source.readyState !== EventSource.CLOSED) return;
        timer = window.setTimeout(connect, 2000);
      };
    };
    connect();
    return () => {
      window.clearTimeout(timer);
      source.close();
    };
  }, [address]);
  return isLost;
}
