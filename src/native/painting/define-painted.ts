import { Painter } from './painter';
import type { ShareFacts } from './share-facts';
import type { Sketch } from './sketch';
import { weappHost } from './weapp-host';

type AnyPainter = Pick<Painter<never>, 'stop'> & { want(facts: ShareFacts): Promise<void> };

/** What a component of ours keeps beside its data, which would travel to the view. */
interface Own {
  painter: AnyPainter;
  laidOut: boolean;
}

/**
 * Defines the native component that paints a sketch of its `facts` out of sight. It tells `ready` with the path of the
 * file, or `failed` with the reason.
 */
export function definePainted(sketch: Sketch): void {
  Component<
    object,
    { facts: { type: ObjectConstructor; value: ShareFacts | null } },
    { paint(): void },
    WechatMiniprogram.Component.BehaviorOption,
    Own
  >({
    properties: { facts: { type: Object, value: null } },
    lifetimes: {
      created() {
        this.laidOut = false;
        this.painter = new Painter(sketch, weappHost(this), {
          ready: (painted) => this.triggerEvent('ready', painted),
          failed: (failure) => this.triggerEvent('failed', failure),
        });
      },
      ready() {
        this.laidOut = true;
        this.paint();
      },
      detached() {
        this.painter.stop();
      },
    },
    observers: {
      facts() {
        this.paint();
      },
    },
    methods: {
      /** Before the component is laid out there is no canvas to be found. */
      paint() {
        const facts = this.data.facts as ShareFacts | null;
        if (this.laidOut && facts !== null) void this.painter.want(facts);
      },
    },
  });
}
