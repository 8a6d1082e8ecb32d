import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import { RESOURCES } from '../constants';

/** What went wrong, in words a person can act upon. */
export class ResourceError extends Error {
  constructor(
    message: string,
    readonly status: number
  ) {
    super(message);
    this.name = 'ResourceError';
  }
}

interface ErrorBody {
  error?: string;
  message?: string;
}

/** Calls the app's back end. Its answers wrap their payload as Prometheus' API does, or do not. */
export async function callResource<T>(path: string, method = 'GET', data?: unknown): Promise<T> {
  const options = { url: `${RESOURCES}${path}`, method, data, showErrorAlert: false };
  try {
    const response = await lastValueFrom(getBackendSrv().fetch<{ data?: T } & T>(options));
    return unwrap<T>(response.data);
  } catch (error) {
    throw toResourceError(error);
  }
}

function unwrap<T>(body: unknown): T {
  const wrapped = typeof body === 'object' && body !== null && 'status' in body && 'data' in body;
  return (wrapped ? body.data : body) as T;
}

export function toResourceError(error: unknown): ResourceError {
  if (error instanceof ResourceError) {
    return error;
  }
  if (isFetchError<ErrorBody>(error)) {
    const words = error.data?.error ?? error.data?.message ?? error.statusText ?? 'no answer';
    return new ResourceError(words, error.status);
  }
  return new ResourceError(error instanceof Error ? error.message : String(error), 0);
}
