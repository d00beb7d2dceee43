import type { ReactNode } from 'react';
import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { aria } from '@/lib/aria';
import './confirm-dialog.scss';

interface ConfirmDialogProps {
  open: boolean;
  title: string;
  /** What happens, with amounts and time. */
  children?: ReactNode;
  /** Names the act: 取消订单. */
  confirmText: string;
  cancelText?: string;
  /** May return a promise: the button waits for it. */
  onConfirm: () => void | Promise<unknown>;
  onCancel: () => void;
}

/** Asks once more, only before what cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, children, confirmText, cancelText = '再想想', onConfirm, onCancel } = props;
  if (!open) return null;
  return (
    <View className="lt-dialog">
      <View className="lt-dialog-mask" catchMove onClick={onCancel} />
      <View className="lt-dialog-panel" {...aria('dialog', title)}>
        <View className="lt-dialog-title">{title}</View>
        {children && <View className="lt-dialog-body">{children}</View>}
        <View className="lt-dialog-acts">
          <Button tone="outline" grow gap onTap={onCancel}>
            {cancelText}
          </Button>
          <Button grow onTap={onConfirm}>
            {confirmText}
          </Button>
        </View>
      </View>
    </View>
  );
}
