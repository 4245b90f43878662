import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { Boundary } from "./shell/boundary";
import { SessionProvider } from "./state/session";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/chat.css";
import "./styles/evidence.css";
import "./styles/graph.css";
import "./styles/documents.css";
import "./styles/welcome.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <SessionProvider>
      <Boundary>
        <App />
      </Boundary>
    </SessionProvider>
  </StrictMode>,
);
