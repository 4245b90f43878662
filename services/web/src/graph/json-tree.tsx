/** A JSON value to unfold. */

import { useState } from "react";
import { useSession } from "../state/session";

interface Props {
  name: string;
  value: unknown;
  open?: boolean;
}

function entriesOf(value: object): [string, unknown][] {
  return Array.isArray(value) ? value.map((item: unknown, index) => [String(index), item]) : Object.entries(value);
}

export function JsonTree({ name, value, open = false }: Props) {
  const { t } = useSession();
  const [shown, setShown] = useState(open);
  if (typeof value !== "object" || value === null) {
    return (
      <p className="json-leaf">
        <span className="json-key">{name}</span> <span className={`json-${typeof value}`}>{JSON.stringify(value)}</span>
      </p>
    );
  }
  const entries = entriesOf(value);
  return (
    <details className="json" open={shown} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        <span className="json-key">{name}</span> <small>{t.graph.items(entries.length)}</small>
      </summary>
      {shown && entries.map(([key, item]) => <JsonTree key={key} name={key} value={item} />)}
    </details>
  );
}
