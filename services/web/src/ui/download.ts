/** Hands a file to the browser to save or to show. */

const RELEASE_MS = 60_000;

function follow(blob: Blob, prepare: (link: HTMLAnchorElement) => void): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  prepare(link);
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), RELEASE_MS);
}

export function save(blob: Blob, name: string): void {
  follow(blob, (link) => {
    link.download = name;
  });
}

/** Kinds that a browser shows by itself and that cannot run script. */
const SHOWN = new Set(["application/pdf", "text/plain"]);

export function openOrSave(blob: Blob, name: string): void {
  if (!SHOWN.has(blob.type.split(";")[0] ?? "")) return save(blob, name);
  follow(blob, (link) => {
    link.target = "_blank";
    link.rel = "noopener";
  });
}
