package io.belfry.server.cluster.redis;

import io.belfry.server.cluster.Bus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// Sends frames while there is a session, and drops them while there is none. Knows whether others
/// are owed a word about that. Safe for several threads.
final class Sender {
  /// A frame and where it goes.
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Letter(byte[] channel, Frame frame) {}

  private final BusMetrics metrics;
  private final AtomicReference<Optional<Session>> session =
      new AtomicReference<>(Optional.empty());

  /// Whether others must hear that something is lost. True at first: this node may be one that died
  /// with something untold.
  private final AtomicBoolean owesGap = new AtomicBoolean(true);

  private final Publication.Outcome outcome =
      new Publication.Outcome() {
        @Override
        public void published(long receivers) {
          metrics.told();
        }

        @Override
        public void failed(String reason) {
          lost(BusMetrics.Drop.FAILED, 1);
        }
      };

  Sender(BusMetrics metrics) {
    this.metrics = metrics;
  }

  void open(Session opened) {
    session.set(Optional.of(opened));
  }

  void shut() {
    session.set(Optional.empty());
  }

  boolean isOpen() {
    return session.get().isPresent();
  }

  /// Sends `letters` with one write; what cannot be sent now is dropped and counted.
  void send(List<Letter> letters) {
    Optional<Session> current = session.get();
    if (current.isEmpty()) {
      lost(BusMetrics.Drop.INTERRUPTED, letters.size());
      return;
    }
    List<Publication> publications = new ArrayList<>(letters.size());
    for (Letter letter : letters) {
      prepare(current.get(), letter, outcome).ifPresent(publications::add);
    }
    if (!publications.isEmpty()) {
      current.get().publish(publications);
    }
  }

  /// Sends `letter` and says what became of it; false, and no word, when it cannot be sent now.
  boolean send(Letter letter, Publication.Outcome then) {
    Optional<Session> current = session.get();
    Optional<Publication> publication =
        current.flatMap(open -> prepare(open, letter, new Both(outcome, then)));
    publication.ifPresent(ready -> current.orElseThrow().publish(List.of(ready)));
    return publication.isPresent();
  }

  /// Tells `channel` that something has been lost, if it has.
  void sayGap(byte[] channel, long self) {
    if (isOpen() && owesGap.getAndSet(false)) {
      send(List.of(new Letter(channel, new Frame(Frame.Kind.GAP, self, 0, new byte[0]))));
    }
  }

  private Optional<Publication> prepare(Session open, Letter letter, Publication.Outcome then) {
    if (letter.frame().payload().length > Bus.MAX_BYTES) {
      metrics.dropped(BusMetrics.Drop.TOO_LONG, 1);
      return Optional.empty();
    }
    Optional<Publication> publication =
        open.prepare(letter.channel(), letter.frame().encode(), then);
    if (publication.isEmpty()) {
      lost(BusMetrics.Drop.BACKLOG, 1);
    }
    return publication;
  }

  private void lost(BusMetrics.Drop reason, int count) {
    metrics.dropped(reason, count);
    owesGap.set(true);
  }

  private record Both(Publication.Outcome first, Publication.Outcome second)
      implements Publication.Outcome {
    @Override
    public void published(long receivers) {
      first.published(receivers);
      second.published(receivers);
    }

    @Override
    public void failed(String reason) {
      first.failed(reason);
      second.failed(reason);
    }
  }
}
