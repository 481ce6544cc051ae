package io.belfry.server.inbox;

import java.util.List;

/// A store that leaves everything to another one, for tests that change a part of that.
public class ForwardingInboxStore implements InboxStore {
  private final InboxStore store;

  public ForwardingInboxStore(InboxStore store) {
    this.store = store;
  }

  @Override
  public Applied apply(List<Command> commands, long nowMs) {
    return store.apply(commands, nowMs);
  }

  @Override
  public void flush() {
    store.flush();
  }

  @Override
  public Swept sweep(long nowMs) {
    return store.sweep(nowMs);
  }

  @Override
  public void tidy() {
    store.tidy();
  }

  @Override
  public boolean rest() {
    return store.rest();
  }

  @Override
  public void close() {
    store.close();
  }
}
