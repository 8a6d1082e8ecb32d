import { type PluginConfigPageProps, type AppPluginMeta } from '@grafana/data';
import { Button, Combobox, Field, Input, SecretInput, Stack, TextArea } from '@grafana/ui';
import React, { useId, useState } from 'react';
import { getDataSourceSrv } from '@grafana/runtime';
import { saveSettings, type Tokens } from '../api/configuration';
import { toResourceError } from '../api/resources';
import { HealthTest } from './HealthTest';
import { type Settings } from './settings';

type Props = PluginConfigPageProps<AppPluginMeta<Settings>>;

/** Where predictor, bridge and Prometheus are, and a test that names what is wrong. */
export function ConfigPage({ plugin }: Props) {
  const { meta } = plugin;
  const id = useId();
  const [settings, setSettings] = useState<Settings>(meta.jsonData ?? {});
  const [tokens, setTokens] = useState<Tokens>({});
  const [kept, setKept] = useState(meta.secureJsonFields ?? {});
  const [said, setSaid] = useState('');
  const change = (part: Settings) => setSettings({ ...settings, ...part });
  const save = () =>
    saveSettings(meta, settings, tokens).then(
      () => setSaid('Saved. New tokens and addresses hold from now on.'),
      (error) => setSaid(`Not saved: ${toResourceError(error).message}`)
    );
  const token = (name: keyof Tokens, label: string) => (
    <Field label={label} description="Sent as a bearer token. Leave empty where none is wanted.">
      <SecretInput
        id={`${id}-${name}`}
        width={60}
        isConfigured={Boolean(kept[name])}
        value={tokens[name] ?? ''}
        onChange={(event) => setTokens({ ...tokens, [name]: event.currentTarget.value })}
        onReset={() => setKept({ ...kept, [name]: false })}
      />
    </Field>
  );
  const address = (name: 'predictorUrl' | 'bridgeUrl', label: string, placeholder: string) => (
    <Field
      label={label}
      invalid={isBad(settings[name])}
      error="An address starts with http:// or https://"
    >
      <Input
        id={`${id}-${name}`}
        width={60}
        placeholder={placeholder}
        value={settings[name] ?? ''}
        onChange={(event) => change({ [name]: event.currentTarget.value })}
      />
    </Field>
  );
  return (
    <>
      {address('predictorUrl', 'Predictor address', 'http://aionyx:9201')}
      {token('predictorToken', 'Predictor token')}
      {address('bridgeUrl', 'Bridge address', 'http://aionyx-bridge:9202')}
      {token('bridgeToken', 'Bridge token')}
      <Field
        label="Certificate authority"
        description="In PEM, when predictor or bridge use certificates of your own authority."
      >
        <TextArea
          id={`${id}-ca`}
          rows={3}
          cols={60}
          placeholder="-----BEGIN CERTIFICATE-----"
          value={settings.tlsCaCert ?? ''}
          onChange={(event) => change({ tlsCaCert: event.currentTarget.value || undefined })}
        />
      </Field>
      <Field label="Prometheus" description="The data source which holds the aionyx_* series.">
        <Combobox
          id={`${id}-prometheus`}
          width={60}
          isClearable
          placeholder="The default one"
          options={prometheusOptions()}
          value={settings.prometheusUid ?? null}
          onChange={(choice) => change({ prometheusUid: choice?.value })}
        />
      </Field>
      <Stack direction="row" gap={2} alignItems="center">
        <Button
          disabled={isBad(settings.predictorUrl) || isBad(settings.bridgeUrl)}
          onClick={() => void save()}
        >
          Save
        </Button>
        <span role="status">{said}</span>
      </Stack>
      <HealthTest settings={settings} />
    </>
  );
}

const isBad = (url = '') => url !== '' && !/^https?:\/\/[^\s/]/.test(url);

function prometheusOptions() {
  const all = getDataSourceSrv().getList({ type: 'prometheus' });
  return all.map(({ uid, name }) => ({ value: uid, label: name }));
}
