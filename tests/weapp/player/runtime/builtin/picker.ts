import { setControl } from '../controls';
import { pick } from '../shell/pick';
import { pickDate, pickTime } from '../shell/pick-date';
import { promptText } from '../shell/prompt';
import { define, type Host, type Values } from './define';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The texts of a range: its items, or a key of each. */
function textsOf(range: unknown, key: unknown): string[] {
  if (!Array.isArray(range)) return [];
  return range.map((item: unknown) =>
    typeof item === 'object' && item !== null ? String((item as Values)[text(key)] ?? '') : String(item),
  );
}

async function choose({ values, fire }: Host): Promise<unknown> {
  const { mode, range, rangeKey, value, start, end, fields, headerText } = values;
  const title = text(headerText);
  switch (mode) {
    case 'time':
      return pickTime(title, text(value), text(start), text(end));
    case 'date':
      return pickDate(
        title,
        text(value),
        text(start),
        text(end),
        fields === 'month' || fields === 'year' ? fields : 'day',
      );
    case 'multiSelector': {
      const columns = (Array.isArray(range) ? range : []).map((column) => textsOf(column, rangeKey));
      const chosen = (Array.isArray(value) ? value : []).map(Number);
      return pick({
        title,
        columns,
        chosen,
        turned: (column, now) => {
          fire('columnchange', { column, value: now[column] });
          const after = (Array.isArray(values.range) ? values.range : []).map((each) => textsOf(each, rangeKey));
          return { columns: after, chosen: now };
        },
      });
    }
    case 'region': {
      // WeChat brings the country's regions; here they are written.
      const written = await promptText('省 市 区，用空格分开', (Array.isArray(value) ? value : []).join(' '));
      return written?.trim().split(/\s+/);
    }
    default: {
      const chosen = await pick({ title, columns: [textsOf(range, rangeKey)], chosen: [Number(value ?? 0)] });
      return chosen?.[0];
    }
  }
}

export function definePicker(): void {
  define({
    tag: 'picker',
    properties: {
      mode: 'string',
      range: 'any',
      rangeKey: 'string',
      value: 'any',
      start: 'string',
      end: 'string',
      fields: 'string',
      headerText: 'string',
      disabled: 'boolean',
      name: 'string',
    },
    shown: ['name', 'disabled'],
    setUp(host) {
      let last: unknown;
      const given = (): unknown =>
        host.values.mode === 'selector' ? Number(host.values.value ?? 0) : host.values.value;
      setControl(host.element, {
        disabled: () => host.values.disabled === true,
        value: () => last ?? given(),
        activate: () =>
          void choose(host).then((value) => {
            if (value === undefined) return host.fire('cancel');
            last = value;
            host.fire('change', { value });
          }),
      });
      return (name) => {
        if (name === 'value') last = undefined;
      };
    },
  });
}
