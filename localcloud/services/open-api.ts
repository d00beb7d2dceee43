import { randomBytes } from 'node:crypto';
import type { Engine } from '../engine/types';
import type { Clock } from '../runner/clock';
import type { OpenApiAnswer } from '../wire/wire-handler';
import { drawMiniProgramCode } from './mini-program-code';
import type { Outbox } from './outbox';
import type { SandboxSettings } from './sandbox-settings';
import { answer, refusedMessage } from './subscribe-message';

type Args = Record<string, unknown>;

export interface OpenApiOptions {
  settings: Pick<Engine, 'getSetting' | 'setSetting'>;
  sandbox: SandboxSettings;
  clock: Clock;
  outbox: Outbox;
}

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;
const DEFAULT_CODE_WIDTH = 430;
const ACTIVITY_LIFE_S = 86_400;
const MAX_CHECKED_CHARS = 2500;
/** Words that stand for what the real check would find. */
const RISKY_WORDS = ['违禁词', '赌博', '代开发票'];
const REVIEW_WORDS = ['待审词'];

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const traceId = (): string => randomBytes(12).toString('hex');
const messageId = (): number => Number.parseInt(randomBytes(6).toString('hex'), 16);

/** The scene of a code is up to 32 characters of the platform's set. */
export const isScene = (scene: string): boolean => SCENE.test(scene);

/** The server APIs of WeChat that the cloud functions use; every other one is not authorised. */
export class OpenApi {
  private readonly routes: Record<string, (args: Args) => OpenApiAnswer | Promise<OpenApiAnswer>> = {
    'subscribeMessage.send': (args) => this.sendMessage(args),
    'wxacode.getUnlimited': (args) => this.code(args),
    'security.msgSecCheck': (args) => this.checkText(args),
    'security.mediaCheckAsync': (args) => this.checkMedia(args),
    'updatableMessage.createActivityId': () => this.createActivity(),
    'updatableMessage.setUpdatableMsg': (args) => this.setActivity(args),
  };

  constructor(private readonly options: OpenApiOptions) {}

  async call(name: string, args: Args): Promise<OpenApiAnswer> {
    const route = Object.hasOwn(this.routes, name) ? this.routes[name] : undefined;
    return route ? route(args) : answer(48001, `api unauthorized: ${name}`);
  }

  private sendMessage(args: Args): OpenApiAnswer {
    const refused = refusedMessage(args, this.options.sandbox.get().messagesRefused);
    if (refused) return refused;
    this.options.outbox.add('subscribeMessage', this.options.clock.now(), args);
    return { ...answer(0, 'ok'), msgid: messageId() };
  }

  private async code(args: Args): Promise<OpenApiAnswer> {
    const width = args.width ?? DEFAULT_CODE_WIDTH;
    if (!isScene(text(args.scene))) return answer(40169, 'invalid length for scene, or the data is not json string');
    if (args.page !== undefined && !/^[^/?][^?]*$/.test(text(args.page))) return answer(41030, 'invalid page');
    if (typeof width !== 'number' || width < 280 || width > 1280) return answer(40097, 'invalid args: width');
    return { contentType: 'image/png', buffer: await drawMiniProgramCode(text(args.scene), Math.round(width)) };
  }

  private checkText(args: Args): OpenApiAnswer {
    const content = text(args.content);
    if (args.version !== 2) return answer(40097, 'invalid args: version');
    if (text(args.openid) === '') return answer(40003, 'invalid openid');
    if (![1, 2, 3, 4].includes(Number(args.scene))) return answer(40097, 'invalid args: scene');
    if (content === '' || content.length > MAX_CHECKED_CHARS) return answer(40097, 'invalid args: content');
    const contains = (words: readonly string[]): boolean => words.some((word) => content.includes(word));
    const suggest = contains(RISKY_WORDS) ? 'risky' : contains(REVIEW_WORDS) ? 'review' : 'pass';
    const label = suggest === 'pass' ? 100 : 20006;
    return {
      ...answer(0, 'ok'),
      result: { suggest, label },
      detail: [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }],
      trace_id: traceId(),
    };
  }

  private checkMedia(args: Args): OpenApiAnswer {
    if (text(args.media_url) === '') return answer(40097, 'invalid args: media_url');
    return { ...answer(0, 'ok'), trace_id: traceId() };
  }

  private createActivity(): OpenApiAnswer {
    const id = `local_${randomBytes(16).toString('hex')}`;
    const expiresAt = Math.floor(this.options.clock.now() / 1000) + ACTIVITY_LIFE_S;
    this.options.settings.setSetting(`activity:${id}`, { expiresAt, state: 0 });
    return { ...answer(0, 'ok'), activity_id: id, expiration_time: expiresAt };
  }

  private setActivity(args: Args): OpenApiAnswer {
    const key = `activity:${text(args.activity_id)}`;
    const activity = this.options.settings.getSetting(key) as { expiresAt: number; state: number } | null | undefined;
    if (!activity) return answer(47501, 'invalid activity_id');
    if (args.target_state !== 0 && args.target_state !== 1) return answer(47502, 'invalid target_state');
    // The final state has no way back.
    if (activity.state === 1) return answer(47502, 'invalid target_state');
    if (activity.expiresAt * 1000 < this.options.clock.now()) return answer(47504, 'activity_id expired');
    this.options.settings.setSetting(key, { ...activity, state: args.target_state });
    this.options.outbox.add('updatableMessage', this.options.clock.now(), args);
    return answer(0, 'ok');
  }
}
