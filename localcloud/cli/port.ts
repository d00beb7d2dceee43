import { createServer } from 'node:net';
import { PortError } from './problem';

/** Makes sure that the port is free before anything slow begins. Throws a PortError when it is not. */
export async function requirePort(port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(port, error)));
    server.listen(port, '127.0.0.1', resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}

function portError(port: number, { code }: NodeJS.ErrnoException): PortError {
  const why = code === 'EADDRINUSE' ? 'is already in use' : `can't be used (${code})`;
  return new PortError(`Port ${port} ${why}. Choose another one with --port.`);
}
