/** Where the company's files come from: a folder's path, or files chosen or dropped. */

import { useCallback, useState, type ReactNode } from "react";
import { sentenceOf } from "../api";
import { useSession } from "../state/session";
import type { Refused } from "../types";
import { FilePicker } from "../ui/file-picker";
import { Icon } from "../ui/icons";
import { useDrop } from "../ui/use-drop";

interface Props {
  /** Fields above the source, saved before the files are read; an Error stops the reading. */
  children?: ReactNode;
  before?: () => Promise<void>;
  onStarted: () => void;
}

export function SourceForm({ children, before, onStarted }: Props) {
  const { api, t, refresh } = useSession();
  const [path, setPath] = useState("");
  const [files, setFiles] = useState<File[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [refused, setRefused] = useState<Refused[]>([]);
  const add = useCallback((more: File[]) => setFiles((known) => [...known, ...more]), []);
  const { over, handlers } = useDrop(add);

  const start = async (): Promise<void> => {
    if (!path.trim() && files.length === 0) return setProblem(t.welcome.needSource);
    setBusy(true);
    setProblem(null);
    setRefused([]);
    try {
      await before?.();
      const results = [];
      if (path.trim()) results.push(await api.addFolder(path.trim()));
      if (files.length > 0) results.push(await api.addFiles(files, false));
      const out = results.flatMap((added) => added.refused);
      setRefused(out);
      setFiles([]);
      refresh();
      if (results.some((added) => added.accepted.length > 0)) onStarted();
    } catch (error) {
      setProblem(sentenceOf(error) ?? (error instanceof Error && error.message ? error.message : t.connection.lost));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      className="source-form"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <label className="field">
        <span>{t.welcome.path}</span>
        <input
          type="text"
          value={path}
          placeholder={t.welcome.pathExample}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setPath(event.target.value)}
        />
      </label>
      <div className={over ? "drop over" : "drop"} {...handlers}>
        <Icon name="folder" size={22} />
        <p>{files.length > 0 ? t.welcome.chosen(files.length) : t.welcome.drop}</p>
        <div className="drop-actions">
          <FilePicker className="button small" onFiles={add}>
            {t.welcome.pickFiles}
          </FilePicker>
          <FilePicker className="button small" folder onFiles={add}>
            {t.welcome.pickFolder}
          </FilePicker>
          {files.length > 0 && (
            <button type="button" className="button small" onClick={() => setFiles([])}>
              {t.welcome.clear}
            </button>
          )}
        </div>
      </div>
      {children}
      <button type="submit" className="button primary wide" disabled={busy}>
        {busy && <span className="spinner" />} {t.welcome.start}
      </button>
      <div aria-live="polite">
        {problem && <p className="problem">{problem}</p>}
        {refused.map((file) => (
          <p key={file.name} className="problem">
            {file.problem}
          </p>
        ))}
      </div>
    </form>
  );
}
