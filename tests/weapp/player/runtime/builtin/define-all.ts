import { defineButton } from './button';
import { defineCanvas } from './canvas';
import { defineChoices } from './choices';
import { defineFields } from './field';
import { defineForm } from './form';
import { defineImage } from './image';
import { definePageContainer } from './page-container';
import { definePicker } from './picker';
import { definePickerView } from './picker-view';
import { definePlain } from './plain';
import { defineRichText } from './rich-text';
import { defineScrollView } from './scroll-view';
import { defineSlider } from './slider';
import { defineSmall } from './small';
import { defineSwiper } from './swiper';

/** Registers every built-in component; before any page is. */
export function defineBuiltIns(): void {
  definePlain();
  defineButton();
  defineFields();
  defineImage();
  defineChoices();
  defineForm();
  defineScrollView();
  defineSwiper();
  defineSlider();
  defineCanvas();
  definePicker();
  definePickerView();
  definePageContainer();
  defineRichText();
  defineSmall();
}
