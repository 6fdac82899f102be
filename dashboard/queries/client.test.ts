import { afterEach, describe, expect, test, vi } from 'vitest';
import { ApiError, request, withQuery } from './client.ts';

const answer = (response: Response) => vi.stubGlobal('fetch', vi.fn().mockResolvedValue(response));

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('withQuery', () => {
  test('leaves out what is not set', () => {
    expect(withQuery('/v1/x', { q: '', country: null, kind: undefined })).toBe('/v1/x');
  });
  test('encodes values', () => {
    expect(withQuery('/v1/x', { q: 'A & B', limit: 0 })).toBe('/v1/x?q=A+%26+B&limit=0');
  });
});

describe('request', () => {
  test('gives the body', async () => {
    answer(Response.json({ needed: true }));
    expect(await request('/v1/setup')).toEqual({ needed: true });
  });

  test('gives nothing for 204', async () => {
    answer(new Response(null, { status: 204 }));
    expect(await request('/v1/demo', { method: 'DELETE' })).toBeUndefined();
  });

  test('turns problem+json into an error with its fields', async () => {
    const problem = {
      type: 'about:blank',
      title: 'Some fields are wrong.',
      status: 400,
      code: 'invalid_fields',
      errors: [{ field: 'name', message: 'must not be empty' }],
    };
    answer(
      new Response(JSON.stringify(problem), {
        status: 400,
        headers: { 'content-type': 'application/problem+json' },
      }),
    );
    const error = await request('/v1/sites').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      message: 'Some fields are wrong.',
      code: 'invalid_fields',
      fields: { name: 'must not be empty' },
    });
  });

  test('survives an answer that is not ours', async () => {
    answer(new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } }));
    await expect(request('/v1/sites')).rejects.toMatchObject({ status: 502, code: 'unknown' });
  });

  test('says so when nobody answers', async () => {
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('Failed to fetch')));
    await expect(request('/v1/sites')).rejects.toMatchObject({ status: 0, code: 'unreachable' });
  });
});
