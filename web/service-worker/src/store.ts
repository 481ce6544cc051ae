/** What outlives the worker, which browsers end after each event: a database of its own. */

const NAME = "belfry-push";

/** The newest state of each card that was shown, by its id. */
export const SHOWN = "shown";

/** What could not be told yet. */
export const RECEIPTS = "receipts";

/** By when something was stored. */
export const BY_TIME = "atMs";

/** Works on one of the stores in a transaction of its own. */
export async function inStore<T>(
  name: typeof SHOWN | typeof RECEIPTS,
  work: (store: IDBObjectStore) => Promise<T>,
): Promise<T> {
  const database = await open();
  try {
    const transaction = database.transaction(name, "readwrite");
    const ended = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    const [result] = await Promise.all([work(transaction.objectStore(name)), ended]);
    return result;
  } finally {
    database.close();
  }
}

/** The result of a request. */
export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Deletes all but the newest `most`. */
export async function keepNewest(store: IDBObjectStore, most: number): Promise<void> {
  const keys = await answer(store.index(BY_TIME).getAllKeys());
  for (const key of keys.slice(0, -most)) {
    store.delete(key);
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    const { result: database } = request;
    database.createObjectStore(SHOWN, { keyPath: "id" }).createIndex(BY_TIME, BY_TIME);
    database.createObjectStore(RECEIPTS, { autoIncrement: true }).createIndex(BY_TIME, BY_TIME);
  };
  return answer(request);
}
