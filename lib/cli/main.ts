#!/usr/bin/env node
import { readFileSync } from 'fs';
import { join } from 'path';
import { COMMANDS } from './commands';
import { TerminalHost } from './io-host';
import { runProgram } from './program';

function packageVersion(): string {
  const text = readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string };
  return version;
}

async function main(): Promise<void> {
  const context = {
    io: new TerminalHost(process.stdout, process.stderr),
    cwd: process.cwd(),
    now: () => new Date(),
  };
  const program = { version: packageVersion(), commands: COMMANDS };
  // Not process.exit: it would cut what is still on its way into a pipe.
  process.exitCode = await runProgram(program, process.argv.slice(2), context);
}

void main();
