import { transform } from 'esbuild';
import { filesOf, textOf } from './artefact';
import { askValidators } from './ci/ask-validators';
import { complaint } from './complaint';
import type { Gate } from './gate';

interface Check {
  name: string;
  success: boolean;
  text: string;
  detail?: unknown;
}

interface Quality {
  warnings: string[];
  checks: Check[];
}

/**
 * Rules that ask whether DevTools is set to compress. It is not: Taro's build compresses already, and DevTools doing it
 * again would ship 134 of 174 files with other bytes than were tested, the styles 6 % larger. What the rules are for,
 * that nothing uncompressed ships, is shown below in another way.
 */
const COMPRESSED_BY_TARO = ['JS_COMPRESS_OPEN', 'WXML_COMPRESS_OPEN', 'WXSS_COMPRESS_OPEN'];
/** A compressor that was not at work yet takes a third and more off; after one that was, a percent or two is left. */
const MOST_LEFT_TO_SAVE_PERCENT = 5;
/** In smaller files, one statement that two compressors write differently is a large part. */
const SMALLEST_JUDGED_CHARACTERS = 1024;

const REMEDIES: Record<string, string> = {
  PACKAGE_SIZE_LIMIT: 'move what the tab pages do not need into a subpackage',
  LAZYCODE_LOADING_OPEN: "set lazyCodeLoading: 'requiredComponents' in src/app.config.ts",
  IMAGE_AND_AUDIO_LIMIT: 'all pictures and sounds together stay below 200 KiB: shrink them, or keep them in the cloud',
  CONTAINS_OTHER_PKG_JS: 'the main package carries code that only subpackages use: see optimizeMainPackage in config',
  CONTAINS_OTHER_PKG_COMPONENTS: 'the main package carries components that only subpackages use: move them there',
  CONTAINS_UNUSED_PLUGINS: 'remove the plugin',
  CONTAINS_UNUSED_COMPONENTS: 'remove the component from usingComponents',
  CONTAINS_UNUSED_CODES: 'nothing reaches the file: remove it from the build',
};

/** Some rules pass by themselves and only list what they found. */
function found(detail: unknown): string {
  const listed = Array.isArray(detail) ? detail : ((detail as { files?: unknown[] } | undefined)?.files ?? []);
  return listed.map(String).join(', ');
}

function checkComplaints(checks: readonly Check[]): string[] {
  return checks
    .filter(({ name, success, detail }) => (!success || found(detail) !== '') && !COMPRESSED_BY_TARO.includes(name))
    .map(({ name, text, detail }) => {
      const where = found(detail) || 'the packages';
      return complaint(where, `${name}: ${text}`, REMEDIES[name] ?? 'see the rule in WeChat\'s "代码质量"');
    });
}

/** Each failed file is two warnings: which file, and what it asks for in vain. */
function warningComplaints(warnings: readonly string[]): string[] {
  return warnings
    .filter((warning) => !warning.endsWith('resolve dep failed'))
    .map((warning) => complaint('dependency graph', warning, 'a file that others need is not in the build'));
}

/** Percent that a second compression would take off a file. */
async function leftToSavePercent(text: string, loader: 'js' | 'css'): Promise<number> {
  const { code } = await transform(text, { loader, minify: true, logLevel: 'silent' });
  return (100 * (text.length - code.length)) / text.length;
}

async function compressionComplaints(dist: string): Promise<string[]> {
  const complaints: string[] = [];
  for (const name of filesOf(dist, '.js', '.wxss')) {
    const text = textOf(dist, name);
    if (text.length < SMALLEST_JUDGED_CHARACTERS) continue;
    const percent = await leftToSavePercent(text, name.endsWith('.js') ? 'js' : 'css');
    if (percent > MOST_LEFT_TO_SAVE_PERCENT)
      complaints.push(
        complaint(
          name,
          `could be ${percent.toFixed(1)} % smaller`,
          'build with NODE_ENV=production, and its compressors on',
        ),
      );
  }
  return complaints;
}

/** WeChat's dependency graph and quality rules; whatever they warn about is a complaint. */
export const qualityGate: Gate = {
  name: 'quality',
  async check(dist) {
    const { warnings, checks } = await askValidators<Quality>('quality', dist);
    return [...warningComplaints(warnings), ...checkComplaints(checks), ...(await compressionComplaints(dist))];
  },
  covers: (dist) => `${filesOf(dist).length} files, each reached, none of them missing, compressed`,
};
