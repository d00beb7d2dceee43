import { Picker, View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import { DAY_MS, MINUTE_MS, dayOf, startOfDay, type Instant } from '@/contract/time';
import { aria } from '@/lib/aria';
import { timeText, weekdayWord } from '@/lib/when-words';
import { Field } from './field';
import './time-field.scss';

interface TimeFieldProps {
  label: string;
  at: Instant;
  /** The earliest day that can be chosen. */
  from: Instant;
  fault?: string;
  onChange: (at: Instant) => void;
}

/** How far ahead a campaign can be planned. */
const MOST_AHEAD_MS = 365 * DAY_MS;

/** Minutes past midnight of `16:30`. */
function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

/** A day and a time of it, by Shanghai's clock. */
export function TimeField({ label, at, from, fault, onChange }: TimeFieldProps) {
  const day = dayOf(at);
  const time = timeText(at);
  const chosen = (nextDay: string, nextTime: string) => onChange(startOfDay(nextDay) + minutesOf(nextTime) * MINUTE_MS);
  return (
    <Field label={label} fault={fault}>
      <View className="time-field">
        <Picker
          mode="date"
          value={day}
          start={dayOf(from)}
          end={dayOf(from + MOST_AHEAD_MS)}
          className="time-field-day"
          onChange={(event) => chosen(event.detail.value, time)}
        >
          <View className="time-field-box" {...aria('button', `${label}的日期，${day}`)}>
            <Icon name="calendar-blank" size="s" className="time-field-icon" />
            <View className="f1">{`${day} ${weekdayWord(at)}`}</View>
          </View>
        </Picker>
        <Picker
          mode="time"
          value={time}
          className="time-field-time"
          onChange={(event) => chosen(day, event.detail.value)}
        >
          <View className="time-field-box" {...aria('button', `${label}的钟点，${time}`)}>
            <Icon name="clock" size="s" className="time-field-icon" />
            <View className="f1">{time}</View>
          </View>
        </Picker>
      </View>
    </Field>
  );
}
