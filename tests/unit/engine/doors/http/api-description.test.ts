import { describe, expect, it } from 'vitest';
import { capabilities } from '../../../../../main/engine/doors/capabilities.ts';
import { describeStation } from '../../../../../main/engine/doors/http/describe-station.ts';
import { docsPage } from '../../../../../main/serving/docs-page.ts';
import { operationsOf } from '../../../../../main/serving/openapi-document.ts';

const document = await describeStation('1.2.3');
const operations = operationsOf(document);

describe('the OpenAPI document', () => {
  it('has every capability of the contract, each with its roles and failures', () => {
    const described = operations.map(({ operation }) => operation.operationId);
    expect(described.toSorted()).toEqual(capabilities.map(({ act }) => act).toSorted());
    const remove = operations.find(({ operation }) => operation.operationId === 'sources.remove');
    expect(remove).toMatchObject({ method: 'delete', path: '/api/sources/{id}' });
    expect(remove?.operation.description).toContain('supervisor, admin, service');
    expect(Object.keys(remove?.operation.responses ?? {})).toEqual(
      expect.arrayContaining(['200', '400', '403', '404']),
    );
  });

  it('describes the form of a failure once', () => {
    const failure = document.components?.schemas?.Failure;
    expect(failure).toMatchObject({ required: expect.arrayContaining(['code', 'message', 'data']) });
  });

  it('says that live things are events', () => {
    const watch = operations.find(({ operation }) => operation.operationId === 'inspections.watch');
    expect(JSON.stringify(watch?.operation.responses?.['200'])).toContain('text/event-stream');
  });
});

describe('the page of the API', () => {
  const page = docsPage({ document, capabilities, keyFile: 'local.key' });

  it('shows every capability', () => {
    for (const { operation } of operations) expect(page).toContain(`id="${operation.operationId}"`);
  });

  it('needs no network and no script', () => {
    expect(page).not.toMatch(/<script|https?:\/\/(?!ADDRESS)|@import|url\(/);
  });
});
