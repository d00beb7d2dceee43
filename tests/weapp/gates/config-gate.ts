import { jsonOf, pagesOf } from './artefact';
import { askValidators } from './ci/ask-validators';
import { complaint } from './complaint';
import type { Gate } from './gate';

interface Answer {
  /** Why WeChat would not take it. */
  refused?: string;
  /** Files that would be uploaded with other bytes than they have here. */
  changed: string[];
  /** What the schemas hold against app.json and each page. */
  schemas: { name: string; errors: string[]; warning: string }[];
}

/** WeChat writes these two anew: the one by its own order of keys, the other is for DevTools only. */
const WRITTEN_ANEW = ['app.json', 'project.config.json'];
/** Whatever DevTools would do to the files on their way is off, and says so: what is uploaded is what was tested. */
const UNTOUCHED_SETTINGS = ['es6', 'enhance', 'postcss', 'minified', 'minifyWXML', 'minifyWXSS'];

function schemaComplaints(schemas: Answer['schemas']): string[] {
  return schemas.flatMap(({ name, errors, warning }) => [
    ...errors.map((error) =>
      complaint(name, `against WeChat's schema: ${error}`, 'give the key what the schema wants'),
    ),
    ...(warning ? [complaint(name, `a key that WeChat does not know: ${warning}`, 'correct or remove the key')] : []),
  ]);
}

function changeComplaints(changed: readonly string[]): string[] {
  return changed
    .filter((name) => !WRITTEN_ANEW.includes(name))
    .map((name) => complaint(name, 'would be uploaded with other bytes than were tested', 'see project.config.json'));
}

function settingComplaints(dist: string): string[] {
  const project = jsonOf(dist, 'project.config.json') as { setting?: Record<string, unknown> } | undefined;
  return UNTOUCHED_SETTINGS.filter((key) => project?.setting?.[key] !== false).map((key) =>
    complaint('project.config.json', `setting.${key} is not false`, 'DevTools would ship other bytes than were tested'),
  );
}

/** WeChat's own compiler and schemas, offline: would it take app.json and the pages, and upload the files as they are? */
export const configGate: Gate = {
  name: 'config',
  async check(dist) {
    const { refused, changed, schemas } = await askValidators<Answer>('config', dist);
    return [
      ...(refused === undefined
        ? []
        : [complaint("WeChat's compiler", refused, 'it would refuse the upload: correct it')]),
      ...schemaComplaints(schemas),
      ...settingComplaints(dist),
      ...changeComplaints(changed),
    ];
  },
  covers: (dist) => `app.json and ${pagesOf(dist).length} pages, every file uploaded as it is`,
};
