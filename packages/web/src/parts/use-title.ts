import { useEffect } from 'react';
import { texts } from '../texts.js';

/** The title of the window follows the heading of the page, whenever that comes or changes: it names tabs and entries of the history. */
export function useTitle(): void {
  useEffect(() => {
    const main = document.getElementById('content')!;
    const follow = () => {
      const heading = main.querySelector('h1')?.textContent?.trim();
      document.title = heading ? `${heading} – giemsa` : texts.windowTitle;
    };
    follow();
    const observer = new MutationObserver(follow);
    observer.observe(main, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, []);
}
