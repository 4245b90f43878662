/** The list of the user's threads, newest first. */

import { useCallback, useEffect, useState } from "react";
import type { Api } from "../api";

export interface ThreadRow {
  id: string;
  title: string | null;
  status: string;
  updated: string;
}

const MOST = 200;

export interface Threads {
  rows: ThreadRow[];
  reload: () => void;
  rename: (id: string, title: string) => Promise<void>;
  remove: (id: string) => Promise<void>;
}

async function list(api: Api): Promise<ThreadRow[]> {
  const found = await api.client.threads.search({ limit: MOST, sortBy: "updated_at", sortOrder: "desc" });
  return found.map((thread) => {
    const title: unknown = thread.metadata?.title;
    return {
      id: thread.thread_id,
      title: typeof title === "string" && title ? title : null,
      status: thread.status,
      updated: thread.updated_at,
    };
  });
}

/** `moment` changes when the list may have: a run began or ended, the workspace changed. */
export function useThreads(api: Api, moment: string): Threads {
  const [rows, setRows] = useState<ThreadRow[]>([]);
  const [version, setVersion] = useState(0);
  const reload = useCallback(() => setVersion((number) => number + 1), []);

  useEffect(() => setRows([]), [api.workspace]);
  useEffect(() => {
    let current = true;
    list(api).then(
      (found) => current && setRows(found),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [api, version, moment]);

  const rename = useCallback(
    async (id: string, title: string) => {
      await api.client.threads.update(id, { metadata: { title } });
      reload();
    },
    [api, reload],
  );
  const remove = useCallback(
    async (id: string) => {
      await api.client.threads.delete(id);
      reload();
    },
    [api, reload],
  );
  return { rows, reload, rename, remove };
}
