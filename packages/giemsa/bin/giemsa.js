#!/usr/bin/env node
import { main, reportUncaught } from '../dist/cli.js';

const words = process.argv.slice(2);
process.on('uncaughtException', (error) => process.exit(reportUncaught(error, words)));
process.exitCode = await main(words);
