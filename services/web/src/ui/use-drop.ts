/** Files and folders dropped on an element. */

import { useCallback, useRef, useState, type DragEvent } from "react";

function readEntries(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await fileOf(entry as FileSystemFileEntry)];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  // A reader gives a folder's entries in batches, and an empty batch at the end.
  for (let batch = await readEntries(reader); batch.length > 0; batch = await readEntries(reader)) {
    for (const child of batch) found.push(...(await filesIn(child)));
  }
  return found;
}

/** Files that operating systems leave in folders for themselves. */
const LITTER = /^(\.|~\$|Thumbs\.db$|desktop\.ini$)/i;

async function dropped(transfer: DataTransfer): Promise<File[]> {
  // Both are to be asked for before the first wait: after it the transfer is empty.
  const items = [...transfer.items].map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found = items.map(({ entry, file }) => (entry ? filesIn(entry) : file ? [file] : []));
  const files = (await Promise.all(found)).flat();
  return files.filter((file) => !LITTER.test(file.name));
}

interface Drop {
  over: boolean;
  handlers: {
    onDragEnter: (event: DragEvent) => void;
    onDragOver: (event: DragEvent) => void;
    onDragLeave: () => void;
    onDrop: (event: DragEvent) => void;
  };
}

export function useDrop(onFiles: (files: File[]) => void): Drop {
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  const holdsFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes("Files");

  const onDragEnter = useCallback((event: DragEvent) => {
    if (!holdsFiles(event)) return;
    depth.current += 1;
    setOver(true);
  }, []);
  const onDragOver = useCallback((event: DragEvent) => {
    if (holdsFiles(event)) event.preventDefault();
  }, []);
  const onDragLeave = useCallback(() => {
    depth.current = Math.max(0, depth.current - 1);
    if (depth.current === 0) setOver(false);
  }, []);
  const onDrop = useCallback(
    (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      void dropped(event.dataTransfer).then((files) => files.length > 0 && onFiles(files));
    },
    [onFiles],
  );
  return { over, handlers: { onDragEnter, onDragOver, onDragLeave, onDrop } };
}
