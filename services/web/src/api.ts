/** The page's only way to the service: LangGraph's client for threads and runs, `fetch` for `/api`. */

import { Client } from "@langchain/langgraph-sdk/client";
import type {
  Added,
  Company,
  DeskValues,
  DocumentRow,
  Lang,
  Passage,
  Status,
  Stretch,
  Workspace,
} from "./types";

export const GRAPH = "desk";

/** A problem the service explained (RFC 9457); `message` is its sentence for people. */
export class Problem extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
  ) {
    super(message);
  }
}

/** The service could not be reached at all. */
export class Unreachable extends Error {}

interface ProblemBody {
  detail?: string;
  title?: string;
  code?: string;
}

async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as ProblemBody;
  return new Problem(body.detail ?? body.title ?? response.statusText, response.status, body.code ?? "");
}

export class Api {
  readonly client: Client<DeskValues>;
  private readonly headers: Record<string, string>;

  constructor(
    readonly workspace: Workspace,
    readonly lang: Lang,
    key: string | null,
  ) {
    this.headers = {
      "X-Arriero-Workspace": workspace,
      "Accept-Language": lang,
      ...(key ? { "x-api-key": key } : {}),
    };
    this.client = new Client<DeskValues>({
      apiUrl: window.location.origin,
      apiKey: null,
      defaultHeaders: this.headers,
      callerOptions: { maxRetries: 0 },
    });
  }

  private async request(path: string, init: RequestInit = {}): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(path, { ...init, headers: { ...this.headers, ...init.headers } });
    } catch (cause) {
      if (init.signal?.aborted) throw cause;
      throw new Unreachable(String(cause));
    }
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  private async json<T>(path: string, init?: RequestInit): Promise<T> {
    return (await (await this.request(path, init)).json()) as T;
  }

  private send<T>(path: string, method: "POST" | "PUT", body: object): Promise<T> {
    const headers = { "Content-Type": "application/json" };
    return this.json<T>(path, { method, headers, body: JSON.stringify(body) });
  }

  status(signal?: AbortSignal): Promise<Status> {
    return this.json<Status>("/api/status", { signal });
  }

  saveCompany(company: Company): Promise<unknown> {
    return this.send("/api/company", "PUT", company);
  }

  documents(signal?: AbortSignal): Promise<DocumentRow[]> {
    return this.json<DocumentRow[]>("/api/documents", { signal });
  }

  addFolder(path: string): Promise<Added> {
    return this.send<Added>("/api/documents", "POST", { path });
  }

  /** With `wait`, the answer comes when the files have been read and names their documents. */
  addFiles(files: File[], wait: boolean): Promise<Added> {
    const form = new FormData();
    for (const file of files) form.append("files", file, file.webkitRelativePath || file.name);
    return this.json<Added>(`/api/documents${wait ? "?wait=true" : ""}`, { method: "POST", body: form });
  }

  async removeDocument(id: string): Promise<void> {
    await this.request(`/api/documents/${encodeURIComponent(id)}`, { method: "DELETE" });
  }

  stretch(document: string, start: number, end: number, signal?: AbortSignal): Promise<Stretch> {
    const query = new URLSearchParams({ start: String(start), end: String(end), around: "600" });
    return this.json<Stretch>(`/api/documents/${encodeURIComponent(document)}/text?${query}`, { signal });
  }

  async search(query: string, signal?: AbortSignal): Promise<Passage[]> {
    const headers = { "Content-Type": "application/json" };
    const body = JSON.stringify({ query, k: 10 });
    const found = await this.json<{ passages: Passage[] }>("/api/search", { method: "POST", headers, body, signal });
    return found.passages;
  }

  async loadExample(): Promise<void> {
    await this.request("/api/example", { method: "POST" });
  }

  async removeExample(): Promise<void> {
    await this.request("/api/example", { method: "DELETE" });
  }

  async written(id: string): Promise<Blob> {
    return (await this.request(`/api/files/${encodeURIComponent(id)}`)).blob();
  }

  async original(document: string): Promise<Blob> {
    return (await this.request(`/api/documents/${encodeURIComponent(document)}/file`)).blob();
  }
}

/** The service's own sentence about what failed, or null when it gave none. */
export function sentenceOf(error: unknown): string | null {
  if (error instanceof Problem) return error.message;
  const text = textOf(error);
  if (text === null) return null;
  try {
    const body = JSON.parse(text) as ProblemBody & { message?: string };
    return body.detail ?? body.message ?? null;
  } catch {
    return null;
  }
}

/** Status of an HTTP error of either client; null when nothing answered. */
export function statusOf(error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("status" in error)) return null;
  return typeof error.status === "number" ? error.status : null;
}

function textOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("text" in error)) return null;
  return typeof error.text === "string" ? error.text : null;
}
