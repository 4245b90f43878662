/** What an answer brings besides its text: files, a reply to send, a hand-off, notes. */

import { useState } from "react";
import { sentenceOf } from "../api";
import { useSession } from "../state/session";
import type { Attachment, Handoff } from "../types";
import { CopyButton } from "../ui/copy-button";
import { save } from "../ui/download";
import { bytes } from "../ui/format";
import { Icon } from "../ui/icons";

export function Files({ files }: { files: Attachment[] }) {
  const { api, t } = useSession();
  const [problem, setProblem] = useState<string | null>(null);
  const fetchFile = async (file: Attachment): Promise<void> => {
    try {
      setProblem(null);
      save(await api.written(file.id), file.name);
    } catch (error) {
      setProblem(sentenceOf(error) ?? t.connection.lost);
    }
  };
  return (
    <>
      <ul className="files" aria-label={t.answer.files}>
        {files.map((file) => (
          <li key={file.id}>
            <button type="button" className="file" onClick={() => void fetchFile(file)}>
              <span className="visually-hidden">{t.answer.download}</span>
              <span className="file-mark">{file.name.split(".").at(-1)}</span>
              <span className="file-name">{file.name}</span>
              <small>{bytes(file.bytes, t.locale)}</small>
              <Icon name="download" size={16} />
            </button>
          </li>
        ))}
      </ul>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

export function ShortReply({ text }: { text: string }) {
  const { t } = useSession();
  return (
    <div className="card short-reply" role="group" aria-label={t.answer.shortReply}>
      <header>
        <span className="card-title">{t.answer.shortReply}</span>
        <CopyButton label={t.chat.copy} text={() => text} />
      </header>
      <p>{text}</p>
    </div>
  );
}

export function HandoffCard({ handoff }: { handoff: Handoff }) {
  const { t } = useSession();
  return (
    <div className="card handoff" role="group" aria-label={t.answer.handoff}>
      <Icon name="hand" size={22} />
      <div>
        <span className="card-title">{t.answer.handoff}</span>
        <p>{handoff.reason}</p>
        <dl>
          <dt>{t.answer.handoffTo}</dt>
          <dd>{handoff.to}</dd>
          <dt>{t.answer.urgency}</dt>
          <dd>{handoff.urgency}</dd>
        </dl>
      </div>
    </div>
  );
}

export function Notes({ notes }: { notes: string[] }) {
  const { t } = useSession();
  return (
    <details className="notes">
      <summary>
        {t.chat.notes} <span className="count">{notes.length}</span>
      </summary>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </details>
  );
}
