package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.socketio.RecoveryFixture.Session;
import io.belfry.socketio.engine.WebSocketClient;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecoveryRaceTest {
  private static final Pattern NUMBER = Pattern.compile("42\\[\"n(\\d)\",(\\d+),\"(\\S+)\"]");
  private static final int EVENTS = 600;
  private static final int EMITTERS = 3;
  private static final int PER_CONNECTION = 25;

  private final RecoveryFixture server = new RecoveryFixture(RecoveryOptions.on());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void of_many_that_use_one_pid_at_once_one_is_recovered() {
    Session ann = server.connect();
    String offset = ann.heardAfter(() -> server.root.emit("one"), "42[\"one\"");
    server.interrupt(ann);
    String claim = "40{\"pid\":\"" + ann.pid() + "\",\"offset\":\"" + offset + "\"}";
    List<WebSocketClient> clients =
        IntStream.range(0, 12).mapToObj(i -> server.wire.openWebSocket()).toList();

    clients.forEach(client -> Thread.ofVirtual().start(() -> client.send(claim)));

    assertThat(clients.stream().map(WebSocketClient::next).toList())
        .filteredOn(answer -> answer.contains(ann.sid()) && answer.contains(ann.pid()))
        .hasSize(1);
    clients.forEach(WebSocketClient::close);
  }

  /// Emitters in threads and on the event loop, and a client that is interrupted again and again:
  /// it hears each event once, and those of each emitter in their order.
  @Test
  void no_interruption_loses_or_doubles_an_event() {
    Session session = server.connect();
    session.socket().join("room");
    String sid = session.sid();
    String pid = session.pid();
    Semaphore mayEmit = new Semaphore(EMITTERS * PER_CONNECTION);
    List<Broadcast> ways =
        List.of(
            server.root.everybody(), server.root.to(sid), server.root.to("room").except("none"));
    for (int emitter = 0; emitter < EMITTERS; emitter++) {
      Broadcast way = ways.get(emitter);
      String name = "n" + emitter;
      Executor where = emitter == 0 ? session.socket()::execute : Runnable::run;
      // Virtual threads, as the client needs the common pool.
      Thread.ofVirtual().start(() -> emit(way, name, mayEmit, where));
    }

    int[] next = new int[EMITTERS];
    String offset = "";
    int heard = 0;
    while (heard < EVENTS * EMITTERS) {
      String packet = session.client().next();
      Matcher number = NUMBER.matcher(packet);
      assertThat(number.matches()).as(packet).isTrue();
      int emitter = Integer.parseInt(number.group(1));
      assertThat(Integer.parseInt(number.group(2))).as(packet).isEqualTo(next[emitter]);
      next[emitter]++;
      heard++;
      offset = number.group(3);
      mayEmit.release();
      if (heard % PER_CONNECTION == 0) {
        server.interrupt(session);
        session = server.connect(pid, offset);
        assertThat(session.sid()).isEqualTo(sid);
      }
    }
    session.socket().emitVolatile("end");
    assertThat(session.client().next()).isEqualTo("42[\"end\"]");
    session.client().close();
  }

  private static void emit(Broadcast way, String name, Semaphore mayEmit, Executor where) {
    for (int i = 0; i < EVENTS; i++) {
      mayEmit.acquireUninterruptibly();
      int number = i;
      where.execute(() -> way.emit(name, number));
    }
  }
}
