import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files (PEM) of a server on loopback and of whoever vouches for it. */
export interface Certificates {
  /** What a client checks the server against. */
  authority: string;
  key: string;
  certificate: string;
  /** Key and certificate in one file. */
  keystore: string;
}

/** Makes an authority of its own and a certificate for 127.0.0.1 and no name, valid for a day. */
export function makeCertificates(directory: string, name: string): Certificates {
  const file = (ending: string): string => join(directory, `${name}-${ending}`);
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: directory, stdio: 'pipe' });
  };
  const authority = file('authority.pem');
  const authorityKey = file('authority-key.pem');
  const key = file('key.pem');
  const certificate = file('certificate.pem');
  const keystore = file('keystore.pem');
  const fresh = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1'];
  openssl(...fresh, '-subj', `/CN=${name} authority`, '-keyout', authorityKey, '-out', authority);
  openssl(
    ...fresh,
    ...['-subj', '/CN=server of a test', '-addext', 'subjectAltName=IP:127.0.0.1'],
    ...['-addext', 'basicConstraints=critical,CA:FALSE'],
    ...['-CA', authority, '-CAkey', authorityKey, '-keyout', key, '-out', certificate],
  );
  writeFileSync(keystore, readFileSync(key, 'utf8') + readFileSync(certificate, 'utf8'), { mode: 0o600 });
  return { authority, key, certificate, keystore };
}
