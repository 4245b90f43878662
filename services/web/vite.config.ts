import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where `arriero serve` listens while the page is developed with `npm run dev`. */
const SERVICE = "http://127.0.0.1:8000";
const ROUTES = ["/api", "/assistants", "/threads", "/runs", "/store"];

export default defineConfig({
  plugins: [react()],
  build: { outDir: "dist", emptyOutDir: true, license: { fileName: "assets/licenses.md" }, chunkSizeWarningLimit: 1000 },
  server: { proxy: Object.fromEntries(ROUTES.map((route) => [route, SERVICE])) },
});
