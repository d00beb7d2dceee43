/** How far the server's clock is ahead of this device's, in ms, as the last answer showed it. */
let ahead = 0;

/** Takes the server's time from an answer; countdowns and deadlines follow it, never the device's own clock. */
export function heardServerTime(now: number): void {
  ahead = now - Date.now();
}

/** The server's time now, in epoch ms. */
export const serverNow = (): number => Date.now() + ahead;
