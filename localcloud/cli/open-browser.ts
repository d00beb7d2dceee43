import { spawn } from 'node:child_process';

const OPENERS: Partial<Record<NodeJS.Platform, readonly [command: string, ...args: string[]]>> = {
  darwin: ['open'],
  // The empty argument is the title of the window, without which an address in quotes would be taken for it.
  win32: ['cmd', '/c', 'start', ''],
  linux: ['xdg-open'],
};

/** Whether somebody sits in front of this process: not on a build server, nor in a session without a display. */
export function hasScreen(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, isTerminal: boolean): boolean {
  const hasDisplay = platform !== 'linux' || Boolean(env.DISPLAY ?? env.WAYLAND_DISPLAY);
  return isTerminal && !env.CI && hasDisplay;
}

/** Opens an address in the browser. Where that fails nothing happens: the address is on the screen anyway. */
export function openBrowser(address: string): void {
  const [command, ...args] = OPENERS[process.platform] ?? [];
  if (command === undefined) return;
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  child.once('error', () => undefined);
  child.unref();
}
