import postcss from 'postcss';
import { filesOf, textOf } from '../artefact';
import { complaint } from '../complaint';

/** Styles that show a press by `:active`: WeChat keeps it while a finger scrolls over, and some phones never show it. */
export function pressComplaints(dist: string): string[] {
  return filesOf(dist, '.wxss').flatMap((name) => {
    const selectors: string[] = [];
    postcss.parse(textOf(dist, name)).walkRules(/:active\b/, (rule) => {
      selectors.push(rule.selector);
    });
    return selectors.map((selector) => complaint(name, `styles ${selector}`, 'use hover-class (lt-press) instead'));
  });
}
