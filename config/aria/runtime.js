import { mergeInternalComponents } from '@tarojs/shared';

const patch = { 'aria-role': '', 'aria-label': '' };

mergeInternalComponents({ View: patch, Text: patch, Image: patch, Button: patch, Input: patch });
