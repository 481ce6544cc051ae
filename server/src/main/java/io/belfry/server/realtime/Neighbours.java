package io.belfry.server.realtime;

import io.belfry.server.action.Acts;
import io.belfry.server.broadcast.Broadcasts;
import io.belfry.server.cluster.Bus;
import io.belfry.server.cluster.BusListener;
import io.belfry.server.inbox.ChangeBytes;
import io.belfry.server.user.UserId;
import java.nio.ByteBuffer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears the other nodes: tells the sockets of this one what became durable there, and answers what
/// they ask.
///
/// Safe for several threads.
public final class Neighbours implements BusListener {
  private static final Logger log = LoggerFactory.getLogger(Neighbours.class);
  private static final byte[] UNKNOWN = {};

  private static final byte BROADCAST = 1;
  private static final byte ACTED = 2;

  private final LiveDelivery delivery;
  private final Bus bus;
  private final TransientEvents events;
  private final Presence presence;
  private final Comparison comparison;
  private final Broadcasts broadcasts;
  private final Acts acts;

  public Neighbours(
      LiveDelivery delivery,
      Bus bus,
      TransientEvents events,
      Presence presence,
      Comparison comparison,
      Broadcasts broadcasts,
      Acts acts) {
    this.delivery = delivery;
    this.bus = bus;
    this.events = events;
    this.presence = presence;
    this.comparison = comparison;
    this.broadcasts = broadcasts;
    this.acts = acts;
  }

  @Override
  public void told(UserId user, byte[] message) {
    ChangeBytes.read(user, ByteBuffer.wrap(message))
        .ifPresent(change -> delivery.changed(List.of(change)));
  }

  @Override
  public void toldAll(byte[] message) {
    if (message.length == 1 && message[0] == BROADCAST) {
      broadcasts.look();
    } else if (message.length == 1 && message[0] == ACTED) {
      acts.look();
    } else {
      log.atDebug().log("Another version tells something that this one does not know");
    }
  }

  /// What a node tells the others that has something to hand out.
  public static byte[] broadcast() {
    return new byte[] {BROADCAST};
  }

  /// What a node tells the others on which a button was pressed.
  public static byte[] acted() {
    return new byte[] {ACTED};
  }

  @Override
  public byte[] asked(UserId user, byte[] question) {
    return Question.read(question)
        .map(
            asked ->
                switch (asked) {
                  case Question.Emit emit -> emit(emit);
                  case Question.WhoIsThere who -> presence.answer(user);
                  case Question.WhoWaits waits -> UNKNOWN;
                })
        .orElse(UNKNOWN);
  }

  @Override
  public byte[] askedAll(byte[] question) {
    return Question.read(question)
        .map(
            asked ->
                switch (asked) {
                  case Question.Emit emit -> emit(emit);
                  case Question.WhoIsThere who -> UNKNOWN;
                  case Question.WhoWaits(long number) ->
                      Question.answer(broadcasts.waitingHere(number));
                })
        .orElse(UNKNOWN);
  }

  @Override
  public void interrupted() {
    log.atWarn().log("Other nodes are not heard; sockets are told from the store meanwhile");
  }

  @Override
  public void resumed() {
    log.atInfo().log("Other nodes are heard");
    broadcasts.look();
    acts.look();
    comparison.begin();
  }

  @Override
  public void missed() {
    broadcasts.look();
    acts.look();
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
