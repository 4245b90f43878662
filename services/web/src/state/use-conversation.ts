import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { Api } from "../api";
import { Conversation } from "./conversation";
import type { Turn } from "./turn";

/** The conversation of the thread in the address, and what it shows now. */
export function useConversation(
  api: Api,
  threadId: string | null,
  onThread: (id: string) => void,
): [Conversation, Turn] {
  const conversation = useMemo(() => new Conversation(api, onThread), [api, onThread]);
  useEffect(() => {
    void conversation.open(threadId);
  }, [conversation, threadId]);
  useEffect(() => () => conversation.close(), [conversation]);
  return [conversation, useSyncExternalStore(conversation.subscribe, conversation.snapshot)];
}
