import { Alert, TextLink } from '@grafana/ui';
import React from 'react';
import { APP_ID } from '../constants';

/** Addresses and tokens belong to the app; asking for them twice would only let them differ. */
export function ConfigEditor() {
  return (
    <Alert severity="info" title="Nothing to set here">
      This data source asks the back end of the AIONYX app.{' '}
      <TextLink href={`/plugins/${APP_ID}`}>Configure the app</TextLink>
    </Alert>
  );
}
