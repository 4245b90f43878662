/** What Arriero runs on: engine, guard, and whether anything leaves this computer. */

import { useId, useState } from "react";
import { useSession } from "../state/session";
import type { Status } from "../types";
import type { Dictionary } from "../i18n";

function engineOf(status: Status, t: Dictionary): string {
  return status.model ?? (status.engine === "embedded" ? t.status.embedded : status.engine);
}

function guardOf(status: Status, t: Dictionary): string {
  return status.guard === "embedded" ? t.status.embeddedGuard : status.guard;
}

export function Badges() {
  const { t, status } = useSession();
  const [open, setOpen] = useState(false);
  const id = useId();
  if (!status) return null;
  const place = status.place === "cloud" ? t.status.cloud : t.status.local;
  return (
    <div
      className="badges"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
      onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
    >
      <button type="button" className="trust" aria-expanded={open} aria-controls={id} title={t.status.label} onClick={() => setOpen(!open)}>
        <span className={`place ${status.place}`}>{place}</span>
        <span className="trust-more">
          {t.status.engine}: {engineOf(status, t)}
        </span>
        <span className="trust-more">
          {t.status.guard}: {guardOf(status, t)}
        </span>
      </button>
      <div id={id} className="trust-card" hidden={!open}>
        <dl>
          <dt>{t.status.place}</dt>
          <dd>{status.place === "cloud" ? t.status.cloudLong : t.status.localLong}</dd>
          <dt>{t.status.engine}</dt>
          <dd>{engineOf(status, t)}</dd>
          <dt>{t.status.guard}</dt>
          <dd>{guardOf(status, t)}</dd>
          <dt>{t.status.store}</dt>
          <dd>{status.store}</dd>
          <dt>{t.status.web}</dt>
          <dd>{status.web_search ? t.status.on : t.status.off}</dd>
          <dt>{t.status.version}</dt>
          <dd>{status.version}</dd>
        </dl>
      </div>
    </div>
  );
}
