import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { keepForOffline } from './data/offline.js';
import './style.css';

/** Draws the page. Its words must be there. */
export function start(): void {
  keepForOffline();
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
