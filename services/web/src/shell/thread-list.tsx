/** The user's conversations: open, rename, delete, search. */

import { useState } from "react";
import { hrefOf, useRoute } from "../state/route";
import { useSession } from "../state/session";
import type { ThreadRow, Threads } from "../state/use-threads";
import { ConfirmButton } from "../ui/confirm-button";
import { moment } from "../ui/format";
import { Icon } from "../ui/icons";

interface Props {
  threads: Threads;
  onOpen: () => void;
}

export function ThreadList({ threads, onOpen }: Props) {
  const { t } = useSession();
  const [route, go] = useRoute();
  const [query, setQuery] = useState("");
  const wanted = query.trim().toLocaleLowerCase();
  const matching = threads.rows.filter((row) => (row.title ?? "").toLocaleLowerCase().includes(wanted));
  const remove = async (row: ThreadRow): Promise<void> => {
    await threads.remove(row.id);
    if (row.id === route.thread) go({}, true);
  };
  return (
    <nav className="threads" aria-label={t.nav.threads}>
      {threads.rows.length > 4 && (
        <label className="search-box on-rail">
          <Icon name="search" size={16} />
          <input type="search" value={query} aria-label={t.nav.search} placeholder={t.nav.search} onChange={(event) => setQuery(event.target.value)} />
        </label>
      )}
      {threads.rows.length === 0 && <p className="rail-note">{t.nav.noThreads}</p>}
      {threads.rows.length > 0 && matching.length === 0 && <p className="rail-note">{t.nav.noMatch}</p>}
      <ul>
        {matching.map((row) => (
          <ThreadItem
            key={row.id}
            row={row}
            current={row.id === route.thread && route.view === "chat"}
            onOpen={() => {
              go({ thread: row.id });
              onOpen();
            }}
            onRename={(title) => void threads.rename(row.id, title)}
            onRemove={() => void remove(row)}
          />
        ))}
      </ul>
    </nav>
  );
}

interface ItemProps {
  row: ThreadRow;
  current: boolean;
  onOpen: () => void;
  onRename: (title: string) => void;
  onRemove: () => void;
}

function ThreadItem({ row, current, onOpen, onRename, onRemove }: ItemProps) {
  const { t } = useSession();
  const [editing, setEditing] = useState(false);
  const title = row.title ?? t.nav.untitled;
  if (editing) {
    const finish = (next: string): void => {
      setEditing(false);
      if (next.trim() && next.trim() !== title) onRename(next.trim());
    };
    return (
      <li className="thread editing">
        <TitleField title={title} onFinish={finish} />
      </li>
    );
  }
  return (
    <li className={current ? "thread current" : "thread"}>
      <a
        href={hrefOf({ thread: row.id })}
        aria-current={current ? "page" : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onOpen();
        }}
      >
        <span className="thread-title">{title}</span>
        <small>
          {row.status === "interrupted" && <span className="thread-flag">{t.nav.waiting}</span>}
          {row.status === "busy" && <span className="thread-flag busy">{t.nav.running}</span>}
          {row.status !== "interrupted" && row.status !== "busy" && moment(row.updated, t.locale)}
        </small>
      </a>
      <span className="thread-tools">
        <button type="button" className="tool" aria-label={t.nav.rename(title)} title={t.nav.rename(title)} onClick={() => setEditing(true)}>
          <Icon name="pencil" size={16} />
        </button>
        <ConfirmButton icon="trash" label={t.nav.remove(title)} confirm={t.nav.confirmRemove} onConfirm={onRemove} />
      </span>
    </li>
  );
}

function TitleField({ title, onFinish }: { title: string; onFinish: (title: string) => void }) {
  const { t } = useSession();
  const [text, setText] = useState(title);
  return (
    <input
      type="text"
      autoFocus
      value={text}
      aria-label={t.nav.newName}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => onFinish(text)}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") onFinish(title);
      }}
    />
  );
}
