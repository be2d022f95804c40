import { MissingPackage } from '@giemsa/core/internal/errors/kinds';

/**
 * A part of @giemsa/server, if that is installed. It is imported by name at run time, because that package
 * builds on this one. @param wants what needs it, for the message
 * @throws UserError when it is not installed
 */
export async function importServer<Module>(part: 'commands' | 'distribute', wants: string): Promise<Module> {
  // Not a name that TypeScript resolves.
  const name: string = `@giemsa/server/${part}`;
  try {
    return (await import(name)) as Module;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new MissingPackage(`${wants} the package @giemsa/server: npm install @giemsa/server`);
  }
}
