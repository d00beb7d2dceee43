import { fileUrl } from '../files';
import { note } from '../log';
import { define } from './define';

/** How a picture fills its element; the four corners and edges are positions of an unscaled one. */
const FITS: Record<string, string> = { scaleToFill: 'fill', aspectFit: 'contain', aspectFill: 'cover' };

export function defineImage(): void {
  for (const tag of ['image', 'cover-image']) {
    define({
      tag,
      properties: { src: 'string', mode: 'string', lazyLoad: 'boolean', showMenuByLongpress: 'boolean' },
      shown: ['mode'],
      slot: false,
      setUp({ element, values, fire }) {
        const picture = document.createElement('img');
        picture.alt = '';
        picture.draggable = false;
        element.append(picture);
        picture.addEventListener('load', () => {
          element.style.setProperty('--ratio', String(picture.naturalWidth / picture.naturalHeight));
          fire('load', { width: picture.naturalWidth, height: picture.naturalHeight });
        });
        picture.addEventListener('error', () => {
          note('fail', `image:fail ${picture.src.slice(0, 120)}`);
          fire('error', { errMsg: `GET ${picture.src} 404` });
        });
        return (name) => {
          const mode = String(values.mode || 'scaleToFill');
          picture.style.objectFit = FITS[mode] ?? (mode.endsWith('Fix') ? 'fill' : 'none');
          picture.style.objectPosition = FITS[mode] || mode.endsWith('Fix') ? '' : mode;
          if (values.lazyLoad === true) picture.loading = 'lazy';
          if (name !== 'src') return;
          const source = fileUrl(String(values.src ?? ''));
          picture.hidden = source === '';
          if (source === '') picture.removeAttribute('src');
          else picture.src = source;
        };
      },
    });
  }
}
