import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { openApiOf, pathOf, restProcedures, type RestProcedure } from '../generate/openapi.ts';
import { type Contract, contract } from '../src/index.ts';

export interface Schema {
  [key: string]: unknown;
  type?: string;
  $ref?: string;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

export interface Content {
  schema: Schema;
  example?: unknown;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  description?: string;
  required?: boolean;
  schema: Schema;
}

export interface DocumentedOperation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, Content> };
  responses: Record<
    string,
    {
      description: string;
      headers?: Record<string, { description?: string; schema: Schema }>;
      content?: Record<string, Content>;
    }
  >;
}

export interface OpenApi {
  openapi: string;
  tags: { name: string }[];
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: { schemas: Record<string, Schema> };
}

/** The document of a contract as a reader gets it: plain JSON. */
export const documentOf = (of: Contract): OpenApi => JSON.parse(JSON.stringify(openApiOf(of)));

export const document = documentOf(contract);

export interface Documented {
  name: string;
  path: string;
  method: string;
  operation: DocumentedOperation;
  procedure: RestProcedure;
}

/** Each procedure that has a REST binding, beside what the document says of it. */
export const documented: Documented[] = restProcedures(contract).map(
  ({ feature, name, procedure }) => {
    const path = pathOf(procedure.rest);
    const method = procedure.rest.method.toLowerCase();
    const operation = document.paths[path]?.[method];
    if (!operation) throw new Error(`The document has no ${method} ${path}.`);
    return { name: `${feature}.${name}`, path, method, operation, procedure };
  },
);

// Zod writes patterns for every format, so formats need no checking of their own.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(document, 'document');

/** Checks values by a schema that may refer to the document's. */
export function validatorOf(schema: Schema): ValidateFunction {
  return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/')) as Schema);
}

/** Why a schema of the document refuses a value; nothing if it does not. */
export function faultsOf(schema: Schema, value: unknown): string[] {
  const validate = validatorOf(schema);
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}
