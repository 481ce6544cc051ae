package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.belfry.socketio.engine.WebSocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomTest extends SocketIoTest {
  private WebSocketClient ann;
  private WebSocketClient bob;
  private WebSocketClient eve;
  private Socket annSocket;
  private Socket bobSocket;
  private Socket eveSocket;

  @BeforeEach
  void connectThree() {
    ann = connect();
    annSocket = socket();
    bob = connect();
    bobSocket = socket();
    eve = connect();
    eveSocket = socket();
  }

  @AfterEach
  void closeThree() {
    ann.close();
    bob.close();
    eve.close();
  }

  /// Each client hears what it should, and nothing before a last event for all.
  private void assertHeard(String byAnn, String byBob, String byEve) {
    root.emit("end");
    assertThat(heard(ann)).isEqualTo(byAnn);
    assertThat(heard(bob)).isEqualTo(byBob);
    assertThat(heard(eve)).isEqualTo(byEve);
  }

  private static String heard(WebSocketClient client) {
    StringBuilder all = new StringBuilder();
    String packet = client.next();
    while (!packet.equals("42[\"end\"]")) {
      all.append(packet);
      packet = client.next();
    }
    return all.toString();
  }

  @Test
  void a_socket_joins_and_leaves_many_rooms() {
    for (int i = 0; i < 20; i++) {
      annSocket.join("r" + i, "r" + i);
    }
    assertThat(annSocket.rooms()).hasSize(20).contains("r0", "r19");
    for (int i = 0; i < 19; i++) {
      annSocket.leave("r" + i);
    }
    assertThat(annSocket.rooms()).containsExactly("r19");

    root.to("r18").emit("left");
    root.to("r19").emit("news");

    assertHeard("42[\"news\"]", "", "");
  }

  @Test
  void no_room_is_not_everybody() {
    assertThatThrownBy(() -> root.to()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> io.to("a").to()).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void all_sockets_hear_an_event_of_the_namespace() {
    root.emit("news", 1);

    assertHeard("42[\"news\",1]", "42[\"news\",1]", "42[\"news\",1]");
  }

  @Test
  void the_sockets_of_rooms_hear_an_event_once() {
    annSocket.join("one", "two");
    bobSocket.join("two");

    root.to("one", "two", "nobody").emit("news");

    assertHeard("42[\"news\"]", "42[\"news\"]", "");
  }

  @Test
  void some_are_excepted() {
    annSocket.join("one");
    bobSocket.join("one", "two");

    root.to("one").except("two").emit("a");
    root.except("one").emit("b");
    root.except(annSocket.id()).emit("c");

    assertHeard("42[\"a\"]", "42[\"c\"]", "42[\"b\"]42[\"c\"]");
  }

  @Test
  void an_id_is_a_room_of_its_own() {
    root.to(bobSocket.id()).emit("news");

    assertHeard("", "42[\"news\"]", "");
  }

  @Test
  void who_left_hears_nothing() {
    annSocket.join("room");
    annSocket.leave("room");
    bobSocket.join("room");
    assertThat(bobSocket.rooms()).containsExactly("room");

    bob.close();
    await().until(() -> root.sockets().size() == 2);
    root.to("room").emit("news");
    bobSocket.join("room");

    assertThat(annSocket.rooms()).isEmpty();
    assertThat(bobSocket.rooms()).isEmpty();
    assertThat(root.to("room").sockets()).isEmpty();
    root.emit("end");
    assertThat(ann.next()).isEqualTo("42[\"end\"]");
  }

  @Test
  void a_delivery_brings_each_socket_its_events_in_their_order() {
    EncodedEvent one = EncodedEvent.of("one", new byte[] {1});
    EncodedEvent two = EncodedEvent.of("two");
    Delivery delivery = io.delivery();
    delivery.add(annSocket, one);
    delivery.add(bobSocket, two);
    delivery.add(annSocket, two);
    delivery.flush();
    delivery.flush();

    assertThat(ann.next()).isEqualTo("451-[\"one\",{\"_placeholder\":true,\"num\":0}]");
    assertThat(ann.nextBinary()).containsExactly(1);
    assertThat(ann.next()).isEqualTo("42[\"two\"]");
    assertThat(bob.next()).isEqualTo("42[\"two\"]");
    assertHeard("", "", "");
  }

  @Test
  void one_encoded_event_serves_several_namespaces() {
    io.of("/custom");
    eve.send("40/custom").next();
    EncodedEvent event = EncodedEvent.of("news");

    for (int i = 0; i < 2; i++) {
      eveSocket.send(event);
      io.of("/custom").send(event);
    }

    assertHeard("", "", "42[\"news\"]42/custom,[\"news\"]42[\"news\"]42/custom,[\"news\"]");
  }
}
