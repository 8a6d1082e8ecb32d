import { Badge, type BadgeColor, type IconName } from '@grafana/ui';
import React from 'react';
import { type State } from '../../domain/risk';

interface Face {
  text: string;
  color: BadgeColor;
  icon: IconName;
  tooltip: string;
}

const FACES: Record<State, Face> = {
  open: {
    text: 'open',
    color: 'blue',
    icon: 'eye',
    tooltip: 'Predicted; the outcome is not known yet',
  },
  confirmed: {
    text: 'confirmed',
    color: 'red',
    icon: 'check',
    tooltip: 'The predicted failure came',
  },
  averted: {
    text: 'averted',
    color: 'green',
    icon: 'shield',
    tooltip: 'An action kept the failure away',
  },
  false: {
    text: 'false alarm',
    color: 'orange',
    icon: 'times',
    tooltip: 'No failure within the horizon',
  },
  missed: {
    text: 'missed',
    color: 'purple',
    icon: 'eye-slash',
    tooltip: 'It failed without a warning',
  },
  unverifiable: {
    text: 'unverifiable',
    color: 'darkgrey',
    icon: 'question-circle',
    tooltip: 'The entity went away before its outcome could be seen',
  },
};

/** How a prediction stands or how it ended, in a word, an icon and a colour. */
export function StateChip({ state }: { state: State }) {
  return <Badge {...FACES[state]} />;
}
