// Prints the schema and rows of the Arrow file on standard input as JSON.
import { readFileSync } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';

const table = tableFromIPC(readFileSync(0));
const plain = (_, value) => {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Map ? Object.fromEntries(value) : value;
};
console.log(
  JSON.stringify(
    {
      metadata: table.schema.metadata,
      fields: table.schema.fields.map(({ name, nullable, type, metadata }) => ({
        name,
        nullable,
        type: String(type),
        metadata,
      })),
      rows: table.numRows,
      values: table.schema.fields.map(({ name }) => [...table.getChild(name)]),
    },
    plain
  )
);
