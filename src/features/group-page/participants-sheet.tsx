import { View } from '@tarojs/components';
import { ErrorState } from '@/components/blank-state/blank-state';
import { Sheet } from '@/components/sheet/sheet';
import { WindowedList } from '@/components/windowed-list/windowed-list';
import { useElder } from '@/lib/elder';
import { useNowOf } from '@/lib/use-now-of';
import { usePages } from '@/lib/use-pages';
import { ParticipantRow } from './participant-row';
import './cards.scss';

interface ParticipantsSheetProps {
  groupId: string;
  count: number;
  open: boolean;
  onClose: () => void;
}

/** All households of the 接龙; asks for them only while it is open. */
export function ParticipantsSheet({ groupId, count, open, onClose }: ParticipantsSheetProps) {
  return (
    <Sheet open={open} title={`接龙 ${count} 户`} onClose={onClose}>
      <Rows groupId={groupId} />
    </Sheet>
  );
}

/** rpx of a row: two lines and their padding, in both sizes of type. */
const ROW = { normal: 112, elder: 134 };

function Rows({ groupId }: { groupId: string }) {
  const { first, rows, hasMore, moreError, loadMore } = usePages('listParticipants', { groupId });
  const now = useNowOf(first);
  const elder = useElder();
  if (first.data === undefined)
    return first.error ? (
      <ErrorState bare hint={first.error.message} onRetry={first.reload} />
    ) : (
      <View className="group-all" />
    );
  return (
    <WindowedList
      height="60vh"
      items={rows}
      keyOf={(person) => String(person.number)}
      rowHeight={elder ? ROW.elder : ROW.normal}
      renderRow={(person, index) => <ParticipantRow person={person} now={now} divided={index > 0} />}
      onReachEnd={() => void loadMore()}
      footer={
        <View className="cap c5 group-all-end">
          {moreError ? moreError.message : hasMore ? '往上推，看更早的' : '都在这里了'}
        </View>
      }
    />
  );
}
