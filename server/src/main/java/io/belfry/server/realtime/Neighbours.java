package io.belfry.server.realtime;

import io.belfry.server.cluster.Bus;
import io.belfry.server.cluster.BusListener;
import io.belfry.server.inbox.ChangeBytes;
import io.belfry.server.inbox.ChangeListener;
import io.belfry.server.inbox.InboxChange;
import io.belfry.server.user.UserId;
import java.nio.ByteBuffer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This node among the others: tells them what became durable here, tells its own sockets what did
/// there, and answers what they ask.
///
/// Safe for several threads.
public final class Neighbours implements ChangeListener, BusListener {
  private static final Logger log = LoggerFactory.getLogger(Neighbours.class);
  private static final byte[] UNKNOWN = {};

  private final Gateway gateway;
  private final Bus bus;
  private final TransientEvents events;
  private final Presence presence;
  private final Comparison comparison;

  public Neighbours(
      Gateway gateway, Bus bus, TransientEvents events, Presence presence, Comparison comparison) {
    this.gateway = gateway;
    this.bus = bus;
    this.events = events;
    this.presence = presence;
    this.comparison = comparison;
  }

  /// Hears from the lanes what became durable.
  @Override
  public void changed(List<InboxChange> changes) {
    gateway.changed(changes);
    if (bus.isConnected()) {
      bus.tell(
          changes.stream()
              .map(
                  change ->
                      new Bus.UserMessage(change.user(), ChangeBytes.of(change, Bus.MAX_BYTES)))
              .toList());
    }
  }

  @Override
  public void told(UserId user, byte[] message) {
    ChangeBytes.read(user, ByteBuffer.wrap(message))
        .ifPresent(change -> gateway.changed(List.of(change)));
  }

  @Override
  public void toldAll(byte[] message) {
    log.atDebug().log("Another version tells something that this one does not know");
  }

  @Override
  public byte[] asked(UserId user, byte[] question) {
    return Question.read(question)
        .map(
            asked ->
                switch (asked) {
                  case Question.Emit emit -> emit(emit);
                  case Question.WhoIsThere who -> presence.answer(user);
                })
        .orElse(UNKNOWN);
  }

  @Override
  public byte[] askedAll(byte[] question) {
    return Question.read(question)
        .map(asked -> asked instanceof Question.Emit emit ? emit(emit) : UNKNOWN)
        .orElse(UNKNOWN);
  }

  @Override
  public void interrupted() {
    log.atWarn().log("Other nodes are not heard; sockets are told from the store meanwhile");
  }

  @Override
  public void resumed() {
    log.atInfo().log("Other nodes are heard");
    comparison.begin();
  }

  @Override
  public void missed() {
    comparison.begin();
  }

  /// Looks into the store while other nodes are not heard.
  public void compareWhileInterrupted() {
    if (!bus.isConnected()) {
      comparison.begin();
    }
  }

  private byte[] emit(Question.Emit emit) {
    return Question.answer(events.emitHere(emit.users(), emit.event(), emit.data()));
  }
}
