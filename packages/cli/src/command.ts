import { Command } from 'commander';

/** A command as all of them are. What goes wrong is thrown, and told in one place. */
export const newCommand = (name: string): Command =>
  new Command(name)
    .helpOption('-h, --help', 'Say what it does and takes.')
    .configureHelp({ minWidthToWrap: 20 })
    .configureOutput({ outputError: () => {} })
    .exitOverride();
