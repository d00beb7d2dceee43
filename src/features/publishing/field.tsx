import type { ReactNode } from 'react';
import { Input, View } from '@tarojs/components';
import { aria, ariaField } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import './field.scss';

interface FieldProps {
  label: string;
  /** What is wrong with it, beside the field. */
  fault?: string;
  hint?: string;
  children: ReactNode;
}

/** A label, what is filled in, and below it what is wrong or good to know. */
export function Field({ label, fault, hint, children }: FieldProps) {
  return (
    <View className="field">
      <View className="field-label">{label}</View>
      {children}
      {fault !== undefined ? (
        <View className="field-fault" {...aria('alert')}>
          {fault}
        </View>
      ) : (
        hint !== undefined && <View className="field-hint">{hint}</View>
      )}
    </View>
  );
}

interface TextInputProps {
  value: string;
  /** Name of the field, for the reader. */
  label: string;
  placeholder?: string;
  type?: 'text' | 'number' | 'digit';
  most?: number;
  wrong?: boolean;
  /** Words before and after what is typed: ¥, 件起. */
  before?: string;
  after?: string;
  onChange: (value: string) => void;
}

export function TextInput(props: TextInputProps) {
  const { value, label, placeholder, type = 'text', most = 40, wrong = false, before, after, onChange } = props;
  return (
    <View className={classNames('text-input', wrong && 'text-input-wrong')}>
      {before && <View className="text-input-side">{before}</View>}
      <Input
        className="text-input-field"
        type={type}
        value={value}
        maxlength={most}
        placeholder={placeholder}
        placeholderClass="text-input-placeholder"
        onInput={(event) => onChange(event.detail.value)}
        {...ariaField(label)}
      />
      {after && <View className="text-input-side">{after}</View>}
    </View>
  );
}
