import { existsSync, readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { byText } from '../util/sort';
import { isRecord } from './fields';
import type { Problem } from './problem';
import { error, refuse } from './problem';
import type { ClusterRequests } from './requests';
import { parseRequests } from './requests';

export const REQUESTS_LABEL = 'cdk8s-kafka/certificate-requests';
const REQUESTS_KEY = 'requests.json';
const HINT = 'synthesize a cluster with certificates: Certificates.localAuthority() there first';

/** The requests in all YAML files of a folder and its folders, or of one file. */
export function requestsIn(path: string): readonly ClusterRequests[] {
  const problems: Problem[] = [];
  const found = existsSync(path)
    ? yamlFiles(path).flatMap((file) => requestsOfFile(file, problems))
    : [];
  if (!existsSync(path)) {
    problems.push(error('PkiManifestsMissing', `'${path}' does not exist`, { path, fix: HINT }));
  } else if (found.length === 0 && problems.length === 0) {
    const message = `no ConfigMap with label ${REQUESTS_LABEL}: "true" in '${path}'`;
    problems.push(error('PkiNoRequests', message, { path, fix: HINT }));
  }
  refuse(problems);
  return found;
}

function yamlFiles(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => byText(a.name, b.name))
    .flatMap((entry) => {
      const file = join(path, entry.name);
      if (entry.isDirectory()) return yamlFiles(file);
      return /\.ya?ml$/.test(entry.name) ? [file] : [];
    });
}

function requestsOfFile(file: string, problems: Problem[]): readonly ClusterRequests[] {
  const text = readFileSync(file, 'utf8');
  // Parsing megabytes of other manifests would take seconds.
  if (!text.includes(REQUESTS_LABEL)) return [];
  const documents = [parseAllDocuments(text)].flat();
  return documents.flatMap((document) => {
    const [flaw] = document.errors;
    if (flaw !== undefined) {
      problems.push(error('PkiManifestUnreadable', flaw.message, { origin: file, path: file }));
      return [];
    }
    const found = requestsOfObject(document.toJS(), file, problems);
    return found === undefined ? [] : [found];
  });
}

function requestsOfObject(
  object: unknown,
  file: string,
  problems: Problem[],
): ClusterRequests | undefined {
  if (!isRecord(object) || object['kind'] !== 'ConfigMap') return undefined;
  const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
  const labels = isRecord(metadata['labels']) ? metadata['labels'] : {};
  if (labels[REQUESTS_LABEL] !== 'true') return undefined;
  const data = isRecord(object['data']) ? object['data'] : {};
  const text = data[REQUESTS_KEY];
  const source = { origin: file, path: `ConfigMap/${String(metadata['name'])}` };
  return parseRequests(typeof text === 'string' ? text : '', source, problems);
}
