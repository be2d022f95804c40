import type { Plugin } from 'vite';

export declare const messages: () => Plugin;
