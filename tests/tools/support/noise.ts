/** Bytes that look random and are the same each time. */
export class Noise {
  constructor(private state: number) {}

  /** An integer from 0 up to but not including `limit`. */
  below(limit: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    // The low bits of such a generator repeat soon.
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  fill(bytes: Buffer): void {
    for (let index = 0; index < bytes.length; index += 1) bytes[index] = this.below(256);
  }
}
