package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.belfry.socketio.engine.WebSocketClient;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManyRoomsTest extends SocketIoTest {
  private static final String[] ROOMS =
      IntStream.range(0, 10_000).mapToObj(number -> "room " + number).toArray(String[]::new);

  /// What it may allocate to enter or leave all of them one by one: ten times what it does. A copy
  /// of all rooms at each step takes fifty times as much as this.
  private static final long MOST_BYTES = 4_000L * ROOMS.length;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void an_event_for_many_rooms_reaches_each_of_their_sockets_once() {
    try (WebSocketClient ann = connect();
        WebSocketClient bob = connect();
        WebSocketClient eve = connect()) {
      io.joinAll(ROOMS);
      Socket annSocket = socket();
      socket();
      socket().leave(ROOMS);

      io.to(ROOMS).emit("news");
      annSocket.to(ROOMS).emit("from ann");
      io.except(ROOMS).emit("for nobody's room");
      io.emit("end");

      assertThat(ann.next()).isEqualTo(event("news"));
      assertThat(ann.next()).isEqualTo(event("end"));
      assertThat(bob.next()).isEqualTo(event("news"));
      assertThat(bob.next()).isEqualTo(event("from ann"));
      assertThat(bob.next()).isEqualTo(event("end"));
      assertThat(eve.next()).isEqualTo(event("for nobody's room"));
      assertThat(eve.next()).isEqualTo(event("end"));
    }
  }

  private static String event(String name) {
    return "42[\"" + name + "\"]";
  }

  @Test
  void each_of_many_rooms_costs_as_much_as_the_first() {
    try (WebSocketClient client = connect()) {
      Socket socket = socket();

      assertThat(allocated(() -> forEachRoom(socket::join))).isBetween(1L, MOST_BYTES);
      assertThat(socket.rooms()).containsExactlyInAnyOrder(ROOMS);
      assertThat(allocated(() -> forEachRoom(socket::leave))).isBetween(1L, MOST_BYTES);
      assertThat(socket.rooms()).isEmpty();

      socket.join(ROOMS);
      client.send("41");
      assertThat(client.send("40").next()).startsWith("40{");
      assertThat(io.to(ROOMS).sockets()).isEmpty();
    }
  }

  private static void forEachRoom(Consumer<String> action) {
    for (String room : ROOMS) {
      action.accept(room);
    }
  }

  /// How many bytes this thread allocates for it.
  private static long allocated(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
