import { useState, type ReactNode } from 'react';
import { Input, View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Sheet } from '@/components/sheet/sheet';
import type { PickupPerson } from '@/contract/views';
import { aria, ariaField } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import './person-sheet.scss';

interface PersonSheetProps {
  open: boolean;
  person: PickupPerson | undefined;
  onClose: () => void;
  onSave: (person: PickupPerson) => void;
}

/** Who comes to fetch it. What is wrong stands beside the field, once it was left or saving was tried. */
export function PersonSheet({ open, person, onClose, onSave }: PersonSheetProps) {
  return open ? <Form person={person} onClose={onClose} onSave={onSave} /> : null;
}

const MOST_NAME = 20;

export function personErrors({ name, phone }: PickupPerson): { name?: string; phone?: string } {
  return {
    ...(name.trim() === '' ? { name: '写上怎么称呼你，团长好核对' } : {}),
    ...(/^1\d{10}$/.test(phone) ? {} : { phone: '手机号要 11 位' }),
  };
}

function Form({ person, onClose, onSave }: Omit<PersonSheetProps, 'open'>) {
  const [name, setName] = useState(person?.name ?? '');
  const [phone, setPhone] = useState(person?.phone ?? '');
  const [left, setLeft] = useState({ name: false, phone: false });
  const errors = personErrors({ name, phone });
  const save = () => {
    setLeft({ name: true, phone: true });
    if (!errors.name && !errors.phone) onSave({ name: name.trim(), phone });
  };
  return (
    <Sheet
      open
      title="谁来取"
      onClose={onClose}
      footer={
        <Button grow onTap={save}>
          就这样
        </Button>
      }
    >
      <Field label="称呼" error={left.name ? errors.name : undefined}>
        <Input
          className="order-field-input"
          value={name}
          maxlength={MOST_NAME}
          placeholder="林女士"
          onInput={(event) => setName(event.detail.value)}
          onBlur={() => setLeft((before) => ({ ...before, name: true }))}
          {...ariaField('称呼')}
        />
      </Field>
      <Field label="手机号" error={left.phone ? errors.phone : undefined}>
        <Input
          className="order-field-input"
          type="number"
          value={phone}
          maxlength={11}
          placeholder="到货时团长可能会联系你"
          onInput={(event) => setPhone(event.detail.value.replace(/\D/g, ''))}
          onBlur={() => setLeft((before) => ({ ...before, phone: true }))}
          {...ariaField('手机号')}
        />
      </Field>
      <View className="cap c5 order-field-note">只有这一团的团长能看到</View>
    </Sheet>
  );
}

interface FieldProps {
  label: string;
  error: string | undefined;
  children: ReactNode;
}

function Field({ label, error, children }: FieldProps) {
  return (
    <View className="order-field">
      <View className="sub c7">{label}</View>
      <View className={classNames('order-field-box', error !== undefined && 'order-field-wrong')}>{children}</View>
      {error !== undefined && (
        <View className="cap cred" {...aria('alert')}>
          {error}
        </View>
      )}
    </View>
  );
}
