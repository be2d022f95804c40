import { speak } from '../src/texts.js';

// What is imported after this one has words.
await speak('en');
