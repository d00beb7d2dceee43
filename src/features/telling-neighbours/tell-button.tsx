import { Button } from '@/components/button/button';
import { tellInPreview } from './tell-neighbours';

interface TellButtonProps {
  groupId: string;
  /** What is told, for the reader. */
  title: string;
  tone?: 'primary' | 'secondary';
  size?: 'normal' | 'm';
  text?: string;
  block?: boolean;
  gap?: boolean;
}

/** Sends a group's card to a chat. Its page calls useTellNeighbours and allows sharing in its config. */
export function TellButton({ groupId, title, text = '告诉邻居', ...look }: TellButtonProps) {
  const shared = { icon: 'share-fat', label: `${text} ${title}`, ...look } as const;
  if (process.env.TARO_ENV === 'weapp')
    return (
      <Button {...shared} openType="share" dataset={{ group: groupId }}>
        {text}
      </Button>
    );
  return (
    <Button {...shared} onTap={() => tellInPreview(groupId)}>
      {text}
    </Button>
  );
}
