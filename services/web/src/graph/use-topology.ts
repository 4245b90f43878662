import { useEffect, useState } from "react";
import { GRAPH, type Api } from "../api";
import { topologyOf, type Topology } from "./topology";

export interface Drawn {
  topology: Topology | null;
  failed: boolean;
}

/** The desk graph with every subgraph open. */
export function useTopology(api: Api): Drawn {
  const [drawn, setDrawn] = useState<Drawn>({ topology: null, failed: false });
  useEffect(() => {
    let current = true;
    api.client.assistants.getGraph(GRAPH, { xray: true }).then(
      (graph) => current && setDrawn({ topology: topologyOf(graph), failed: false }),
      () => current && setDrawn({ topology: null, failed: true }),
    );
    return () => {
      current = false;
    };
  }, [api]);
  return drawn;
}
