/** Where the user writes, attaches and stops. */

import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from "react";
import { sentenceOf } from "../api";
import { useSession } from "../state/session";
import type { Refused } from "../types";
import { FilePicker } from "../ui/file-picker";
import { Icon } from "../ui/icons";

export interface Attached {
  id: string;
  name: string;
}

export interface Attachments {
  ready: Attached[];
  reading: string[];
  refused: Refused[];
  add: (files: File[]) => void;
  detach: (id: string) => void;
  clear: () => void;
}

/** Files dropped on the conversation: read by the service at once, sent with the next message. */
export function useAttachments(): Attachments {
  const { api, t } = useSession();
  const [ready, setReady] = useState<Attached[]>([]);
  const [reading, setReading] = useState<string[]>([]);
  const [refused, setRefused] = useState<Refused[]>([]);

  const add = useCallback(
    (files: File[]) => {
      const names = files.map((file) => file.name);
      setRefused([]);
      setReading((before) => [...before, ...names]);
      api
        .addFiles(files, true)
        .then(
          (added) => {
            setReady((before) => [...before, ...(added.documents ?? [])]);
            setRefused(added.refused);
          },
          (error: unknown) => {
            const problem = sentenceOf(error) ?? t.connection.lost;
            setRefused(names.map((name) => ({ name, problem })));
          },
        )
        .finally(() => setReading((before) => before.filter((name) => !names.includes(name))));
    },
    [api, t],
  );
  const detach = useCallback((id: string) => setReady((before) => before.filter((file) => file.id !== id)), []);
  const clear = useCallback(() => {
    setReady([]);
    setRefused([]);
  }, []);
  return { ready, reading, refused, add, detach, clear };
}

interface Props {
  attachments: Attachments;
  busy: boolean;
  /** A proposal waits, which a new message would drop. */
  waiting: boolean;
  onSend: (text: string, files: Attached[]) => void;
  onStop: () => void;
}

export function Composer({ attachments, busy, waiting, onSend, onStop }: Props) {
  const { t } = useSession();
  const [text, setText] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  /** The message was sent off while files were still being read: it leaves with them. */
  const [queued, setQueued] = useState(false);
  const reading = attachments.reading.length > 0;
  const ready = text.trim().length > 0 && !busy;

  useEffect(() => {
    if (window.matchMedia("(pointer: fine)").matches) area.current?.focus();
  }, []);
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  const send = (): void => {
    if (!ready) return;
    if (reading) return setQueued(true);
    setQueued(false);
    onSend(text.trim(), attachments.ready);
    setText("");
    attachments.clear();
  };
  useEffect(() => {
    if (!queued || reading) return;
    if (attachments.refused.length > 0) setQueued(false);
    else send();
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <AttachedList attachments={attachments} />
      {waiting && <p className="composer-hint">{t.chat.newDeclines}</p>}
      <div className="composer-box">
        <FilePicker className="tool big" label={t.chat.attach} onFiles={attachments.add}>
          <Icon name="clip" size={20} />
        </FilePicker>
        <textarea
          ref={area}
          rows={1}
          value={text}
          aria-label={t.chat.composer}
          placeholder={t.chat.placeholder}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {busy ? (
          <button type="button" className="round stop" aria-label={t.chat.stop} title={t.chat.stop} onClick={onStop}>
            <Icon name="stop" size={20} />
          </button>
        ) : (
          <button type="submit" className="round" aria-label={t.chat.send} title={t.chat.send} disabled={!ready}>
            {queued ? <span className="spinner" /> : <Icon name="send" size={20} />}
          </button>
        )}
      </div>
    </form>
  );
}

function AttachedList({ attachments }: { attachments: Attachments }) {
  const { t } = useSession();
  const { ready, reading, refused, detach } = attachments;
  return (
    <div aria-live="polite">
      {(ready.length > 0 || reading.length > 0) && (
        <ul className="attached" aria-label={t.chat.attached}>
          {ready.map((file) => (
            <li key={file.id}>
              <Icon name="file" size={14} /> {file.name}
              <button type="button" className="tool" aria-label={t.chat.detach(file.name)} onClick={() => detach(file.id)}>
                <Icon name="close" size={14} />
              </button>
            </li>
          ))}
          {reading.map((name) => (
            <li key={name} className="busy">
              <span className="spinner" /> {name} <small>{t.chat.reading}</small>
            </li>
          ))}
        </ul>
      )}
      {refused.map((file) => (
        <p key={file.name} className="problem">
          {file.problem}
        </p>
      ))}
    </div>
  );
}
