import { speak, speakWhole } from '../src/texts.js';

// What is imported after this one has words.
await speak('en');
await speakWhole();
