/** What the command takes from the environment, or from a `.env` file of the working directory. */
export interface Environment {
  /** `TOCSIN_URL`: where the server is. */
  url: string;
  /** `TOCSIN_TOKEN`: sent with every request. */
  token: string | undefined;
}

export const DEFAULT_URL = 'http://127.0.0.1:8000';

export function readEnvironment(): Environment {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  // The one place of this package that reads the environment; the server's has its own.
  // oxlint-disable-next-line node/no-process-env
  const { TOCSIN_URL, TOCSIN_TOKEN } = process.env;
  return { url: TOCSIN_URL || DEFAULT_URL, token: TOCSIN_TOKEN || undefined };
}
