import { html, type TemplateResult } from "lit";

/** What a server says that is not in demo mode, and how to get one that is. */
export function notInDemoMode(): TemplateResult {
  return html`
    <main class="notice">
      <h1>This server is not in demo mode</h1>
      <p>
        It is up and serving, but it hands out no ready-made users, and rightly so. To try Belfry
        with three of them, start a demo beside it:
      </p>
      <pre><code>./belfry demo</code></pre>
      <p>
        It keeps everything in a temporary folder and prints the address to open. The HTTP
        operations of this server are described in its <a href="/docs">documentation</a>.
      </p>
    </main>
  `;
}

/** Why the page cannot start. */
export function unreachable(reason: string): TemplateResult {
  return html`
    <main class="notice">
      <h1>The server did not answer as expected</h1>
      <p>${reason}</p>
      <button type="button" class="primary" @click=${() => location.reload()}>Try again</button>
    </main>
  `;
}
