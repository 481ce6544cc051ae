package io.belfry.server.cluster.redis;

import io.belfry.server.cluster.BusListener;
import io.belfry.server.user.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what comes over the channels to the listener or to the question that it answers. Safe for
/// several threads.
final class Receiver {
  private static final Logger log = LoggerFactory.getLogger(Receiver.class);

  private final Node node;
  private final byte[] own;
  private final BusListener listener;
  private final AtomicBoolean gap = new AtomicBoolean();

  Receiver(Node node, BusListener listener) {
    this.node = node;
    this.own = node.channels().node(node.id());
    this.listener = listener;
  }

  /// Takes what came over `channel`, whatever it is. A failure of the listener costs this message
  /// alone.
  void heard(byte[] channel, byte[] bytes) {
    Optional<Frame> frame = Frame.parse(bytes);
    if (frame.isEmpty()) {
      node.metrics().junk();
      return;
    }
    try {
      heard(channel, frame.get());
    } catch (RuntimeException failure) {
      log.atError().setCause(failure).log("A message of another node could not be taken");
    }
  }

  /// Whether another node has said that something is lost, since this was last asked.
  boolean takeGap() {
    return gap.getAndSet(false);
  }

  private void heard(byte[] channel, Frame frame) {
    if (frame.sender() == node.id()) {
      if (frame.kind() == Frame.Kind.ASK) {
        node.asks().waiting(frame.question()).ifPresent(Ask::echoed);
      }
    } else if (node.channels().isAll(channel)) {
      heardByAll(frame);
    } else if (Arrays.equals(channel, own)) {
      answered(frame);
    } else {
      node.channels()
          .userOf(channel)
          .ifPresentOrElse(user -> heardBy(user, frame), node.metrics()::junk);
    }
  }

  private void heardByAll(Frame frame) {
    node.metrics().heard();
    switch (frame.kind()) {
      case TELL -> listener.toldAll(frame.payload());
      case ASK -> answer(frame, listener.askedAll(frame.payload()));
      case GAP -> gap.set(true);
      case ANSWER -> node.metrics().junk();
    }
  }

  private void heardBy(UserId user, Frame frame) {
    node.metrics().heard();
    switch (frame.kind()) {
      case TELL -> listener.told(user, frame.payload());
      case ASK -> answer(frame, listener.asked(user, frame.payload()));
      case ANSWER, GAP -> node.metrics().junk();
    }
  }

  private void answered(Frame frame) {
    if (frame.kind() != Frame.Kind.ANSWER) {
      node.metrics().junk();
      return;
    }
    node.metrics().heard();
    node.asks().waiting(frame.question()).ifPresent(ask -> ask.answered(frame.payload()));
  }

  private void answer(Frame question, byte[] answer) {
    var frame = new Frame(Frame.Kind.ANSWER, node.id(), question.question(), answer);
    node.sender().send(List.of(new Sender.Letter(node.channels().node(question.sender()), frame)));
  }
}
