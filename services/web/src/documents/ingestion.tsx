/** How far the reading of the files is, and which could not be read. */

import { useState } from "react";
import { useSession } from "../state/session";
import { Icon } from "../ui/icons";
import { Llama } from "../ui/weave";

const SEEN = "arriero.seen-failures";

export function IngestionBar() {
  const { t, status } = useSession();
  const [seen, setSeen] = useState(() => sessionStorage.getItem(SEEN));
  const ingestion = status?.ingestion;
  if (!ingestion) return null;
  const { running } = ingestion;
  const failures = ingestion.failed.map((file) => file.name).join("\n");
  if (!running && (failures === "" || failures === seen)) return null;
  const hide = (): void => {
    sessionStorage.setItem(SEEN, failures);
    setSeen(failures);
  };
  const share = ingestion.total > 0 ? ingestion.done / ingestion.total : 0;
  return (
    <section className="ingestion" aria-label={t.documents.state}>
      {running && (
        <>
          <div
            className="trail"
            role="progressbar"
            aria-label={t.ingestion.reading(ingestion.done, ingestion.total)}
            aria-valuemin={0}
            aria-valuemax={ingestion.total}
            aria-valuenow={ingestion.done}
          >
            <span className="trail-done" style={{ width: `${share * 100}%` }} />
            <span className="trail-llama" style={{ left: `${share * 100}%` }}>
              <Llama size={24} />
            </span>
          </div>
          <p>
            <b>{ingestion.total > 0 ? t.ingestion.reading(ingestion.done, ingestion.total) : t.ingestion.counting}</b>
            <span className="ingestion-current">{ingestion.current}</span>
            <span className="ingestion-hint">{t.ingestion.meanwhile}</span>
          </p>
        </>
      )}
      {ingestion.failed.length > 0 && (
        <div className="ingestion-failed">
          <details>
            <summary>
              <Icon name="warn" size={16} /> {t.ingestion.failed(ingestion.failed.length)}
            </summary>
            <ul>
              {ingestion.failed.map((file) => (
                <li key={file.name}>{file.problem}</li>
              ))}
            </ul>
          </details>
          {!running && (
            <button type="button" className="tool" aria-label={t.ingestion.dismiss} title={t.ingestion.dismiss} onClick={hide}>
              <Icon name="close" size={16} />
            </button>
          )}
        </div>
      )}
    </section>
  );
}
