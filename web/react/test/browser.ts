/** Has what is imported after it take this for a browser, where layout effects are called. */
Object.assign(globalThis, { window: globalThis });
