package io.belfry.socketio.engine;

import org.jspecify.annotations.Nullable;

/// Something that happens unless it is cancelled in time.
///
/// Confined to the event loop whose [EngineLoop#schedule] was given it. It may be scheduled again
/// after it expired or was cancelled.
public abstract class Deadline {
  @Nullable DeadlineQueue scheduledIn;
  @Nullable Deadline earlier;
  @Nullable Deadline later;
  long dueNanos;

  /// Called on the event loop when the time is over.
  protected abstract void expired();

  /// Takes it back; does nothing when it is not scheduled.
  public final void cancel() {
    if (scheduledIn != null) {
      scheduledIn.remove(this);
    }
  }
}
