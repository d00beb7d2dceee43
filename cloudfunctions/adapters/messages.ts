import * as v from 'valibot';
import type { Log, Messages } from '../usecases/ports';
import type { Sdk } from './sdk';
import { errorText, sdk } from './sdk';

/**
 * LINTUAN_TEMPLATES, by kind of message: the template's id, and which of the message's data fills each of its fields:
 * `{"arrived": {"id": "…", "fields": {"thing1": "goods", "character_string2": "code"}}}`.
 */
const templatesSchema = v.record(
  v.string(),
  v.strictObject({ id: v.string(), fields: v.record(v.string(), v.string()) }),
);
type Templates = v.InferOutput<typeof templatesSchema>;

/** The most characters that a field takes, by the kind in its name (`thing1`, `phrase2`). */
const FIELD_LIMITS: Record<string, number> = {
  thing: 20,
  name: 10,
  phrase: 5,
  character_string: 32,
  letter: 32,
  symbol: 5,
  number: 32,
  phone_number: 17,
  car_number: 8,
};

/** Shortens a value to what the template's field takes; fields of time and money are never cut. */
export function fitField(field: string, value: string): string {
  const limit = FIELD_LIMITS[field.replace(/_?\d+$/, '')];
  const characters = [...value];
  if (characters.length === 0) return '—';
  if (limit === undefined || characters.length <= limit) return value;
  return limit < 10 ? characters.slice(0, limit).join('') : `${characters.slice(0, limit - 1).join('')}…`;
}

/** Throws when LINTUAN_TEMPLATES is set and not of its form: a deployment with it would send nothing. */
export function readTemplates(setting: string | undefined): Templates {
  return setting === undefined || setting === '' ? {} : v.parse(templatesSchema, JSON.parse(setting));
}

/** The local cloud has no templates: there every kind has one, with a field for each datum. */
function localTemplate(kind: string, data: Record<string, string>): Templates[string] {
  return {
    id: `local-${kind}`,
    fields: Object.fromEntries(Object.keys(data).map((name, index) => [`thing${index + 1}`, name])),
  };
}

/** What the platform answers when the member did not grant the message, or no longer. */
const REFUSED = /43101/;

/** Subscribe messages of WeChat. */
export class WechatMessages implements Messages {
  private readonly templates: Templates;

  constructor(
    private readonly log: Log,
    setting: string | undefined = process.env.LINTUAN_TEMPLATES,
    private readonly isLocal: boolean = process.env.TCB_ENV === 'local',
    private readonly sendMessage: Sdk['openapi']['subscribeMessage']['send'] = (args) =>
      sdk.openapi.subscribeMessage.send(args),
  ) {
    this.templates = readTemplates(setting);
  }

  /** Throws when it is not known whether the message was sent. */
  async send({ openid, kind, page, data }: Parameters<Messages['send']>[0]): ReturnType<Messages['send']> {
    const configured = Object.hasOwn(this.templates, kind) ? this.templates[kind] : undefined;
    const template = configured ?? (this.isLocal ? localTemplate(kind, data) : undefined);
    if (!template) {
      // Nobody can have granted a template that the merchant has not chosen.
      this.log.warn('messageWithoutTemplate', { kind });
      return 'refused';
    }
    const fields = Object.entries(template.fields).map(([field, name]) => [
      field,
      { value: fitField(field, data[name] ?? '') },
    ]);
    try {
      await this.sendMessage({
        touser: openid,
        page,
        lang: 'zh_CN',
        templateId: template.id,
        miniprogramState: 'formal',
        data: Object.fromEntries(fields) as unknown,
      });
      return 'sent';
    } catch (error) {
      if (REFUSED.test(errorText(error))) return 'refused';
      throw error;
    }
  }
}
