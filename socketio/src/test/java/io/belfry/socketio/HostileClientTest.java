package io.belfry.socketio;

import static io.belfry.socketio.Hostility.ends;
import static io.belfry.socketio.Hostility.goesOn;
import static io.belfry.socketio.Hostility.malformed;
import static io.belfry.socketio.Hostility.over;
import static io.belfry.socketio.SocketIoLimit.ACK_ID;
import static io.belfry.socketio.SocketIoLimit.ATTACHMENTS;
import static io.belfry.socketio.SocketIoLimit.ATTACHMENT_BYTES;
import static io.belfry.socketio.SocketIoLimit.EVENT_NAME;
import static io.belfry.socketio.SocketIoLimit.JSON_DEPTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.socketio.engine.CloseReason;
import io.belfry.socketio.engine.TransportKind;
import io.belfry.socketio.engine.WebSocketClient;
import io.belfry.socketio.engine.Wire;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What clients send that mean harm or are broken: each connection ends for the right reason or
/// goes on, nobody is woken by the log, and another client of the same event loop notices nothing.
class HostileClientTest {
  private static final int MAX_ATTACHMENT_BYTES = 1_000;
  private static final byte[] BYTE = {1};

  private final Queue<SocketIoLimit> limits = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<CloseReason> closed = new LinkedBlockingQueue<>();
  private final BlockingQueue<Socket> sockets = new LinkedBlockingQueue<>();
  private final SocketIoServer io =
      SocketIoServer.create(
          Wire.VERTX,
          SocketIoOptions.defaults().withMaxAttachmentBytes(MAX_ATTACHMENT_BYTES),
          new SocketIoMetrics() {
            @Override
            public void limitExceeded(SocketIoLimit limit) {
              limits.add(limit);
            }

            @Override
            public void sessionClosed(TransportKind transport, CloseReason reason) {
              closed.add(reason);
            }
          });
  private final Wire wire = new Wire("/socket.io/", io::handle);

  HostileClientTest() {
    io.of("/").onConnection(sockets::add);
    io.of("/").onAny(event -> event.ack(event.args().toArray()));
  }

  @AfterEach
  void stop() {
    io.close().await();
    wire.close();
  }

  static Stream<Hostility> packets() {
    return Stream.of(
        malformed("an empty packet", "4"),
        malformed("type 9", "49[\"a\"]"),
        malformed("no type", "4abc"),
        malformed("a server's packet", "44{\"message\":\"x\"}"),
        malformed("an event without payload", "42"),
        malformed("an event of an object", "42{}"),
        malformed("an event of a string", "42\"x\""),
        malformed("an event without a name", "42[]"),
        malformed("a name of null", "42[null]"),
        malformed("a name of true", "42[true]"),
        malformed("a name of an array", "42[[\"a\"]]"),
        malformed("a name of an object (CVE-2023-32695)", "42[{\"toString\":\"x\"}]"),
        malformed("a name of a megabyte's object", "42[{\"a\":\"" + "x".repeat(900_000) + "\"}]"),
        malformed("a fractional name", "42[1.5]"),
        malformed("a name with an exponent", "42[1e2]"),
        malformed("connect as an event", "42[\"connect\"]"),
        malformed("disconnect as an event", "42[\"disconnect\"]"),
        malformed("disconnect as an event, escaped", "42[\"\\u0064isconnect\"]"),
        goesOn("error as an event (CVE-2024-38355)", "42[\"error\"]"),
        goesOn("a negative whole number for a name", "42[-7]"),
        goesOn("keys of prototypes", "42[\"__proto__\",{\"__proto__\":{\"constructor\":{}}}]"),
        goesOn("constructor as an event", "42[\"constructor\"]"),
        goesOn("an event for a namespace that is not there", "42/none,[\"a\"]"),
        malformed("a namespace without payload", "42/none"),
        malformed("an object for a namespace", "42/,{}"),
        goesOn("a name of 256 characters", "42[\"" + "n".repeat(256) + "\"]"),
        over(EVENT_NAME, "a name of 257 characters", "42[\"" + "n".repeat(257) + "\"]"),
        goesOn("a name of 256 escapes", "42[\"" + "\\u00e9".repeat(256) + "\"]"),
        over(EVENT_NAME, "a name of 257 escapes", "42[\"" + "\\u00e9".repeat(257) + "\"]"),
        over(EVENT_NAME, "a name of 900 kB", "42[\"" + "n".repeat(900_000) + "\"]"),
        goesOn("an acknowledgement that nobody waits for", "437[]", "437[]"),
        malformed("an acknowledgement without id", "43[]"),
        malformed("an acknowledgement without payload", "431"),
        malformed("an acknowledgement of an object", "431{}"),
        malformed("a negative id", "42-1[\"a\"]"),
        over(ACK_ID, "an id of 2^53", "429007199254740992[\"a\"]"),
        over(ACK_ID, "an id of 30 digits", "42" + "9".repeat(30) + "[\"a\"]"),
        over(ACK_ID, "an acknowledgement of 30 digits", "43" + "9".repeat(30) + "[]"),
        malformed("connected twice", "40"),
        malformed("auth of a string", "40/a,\"x\""),
        malformed("auth of an array", "40/a,[]"),
        malformed("auth of a number", "40/a,7"),
        malformed("auth with an id", "40/a,5{}"),
        goesOn("auth of 900 kB", "40/none,{\"a\":\"" + "x".repeat(900_000) + "\"}"),
        ends(
            CloseReason.PAYLOAD_TOO_LARGE,
            "auth of a megabyte",
            "40/none,{\"a\":\"" + "x".repeat(1_000_000) + "\"}"),
        over(JSON_DEPTH, "deep auth", "40/a,{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}"),
        malformed("a disconnect with an object", "41{}"),
        malformed("a disconnect with an id", "417"));
  }

  static Stream<Hostility> json() {
    return Stream.of(
        malformed("cut off", "42[\"a\""),
        malformed("trailing garbage", "42[\"a\"]x"),
        malformed("a second value", "42[\"a\"][]"),
        malformed("garbage in front", "42abc[\"a\"]"),
        malformed("a trailing comma", "42[\"a\",]"),
        malformed("a comment", "42[\"a\"/**/]"),
        malformed("a byte order mark", "42\ufeff[\"a\"]"),
        malformed("a NUL", "42[\"a\"\0]"),
        malformed("a NUL in a string", "42[\"a\",\"\0\"]"),
        malformed("a record separator in a string", "42[\"a\",\"\u001e\"]"),
        malformed("UTF-16", "42[\0\"\0a\0\"\0]\0"),
        malformed("an unknown escape", "42[\"a\",\"\\x\"]"),
        malformed("half an escape", "42[\"a\",\"\\u12\"]"),
        malformed("NaN", "42[\"a\",NaN]"),
        malformed("a leading zero", "42[\"a\",01]"),
        malformed("a number of 100,000 digits", "42[\"a\"," + "1".repeat(100_000) + "]"),
        malformed("a fraction of 100,000 digits", "42[\"a\",0." + "1".repeat(100_000) + "]"),
        goesOn("a number of 1,000 digits", "42[\"a\"," + "1".repeat(1_000) + "]"),
        goesOn("a number beyond a double", "42[\"a\",1e999,-1e999,1e-999,1e99999999999]"),
        goesOn("lone surrogates", "42[\"a\",\"\\ud800\",\"\\udc00\\ud800\",{\"\\ud800\":1}]"),
        goesOn("a lone surrogate in a name", "42[\"\\ud800\"]"),
        goesOn("keys that occur twice", "42[\"a\",{\"k\":1,\"k\":{\"k\":2,\"k\":3}}]"),
        goesOn("escapes only", "42[\"a\",\"" + "\\n\\u0000".repeat(100_000) + "\"]"),
        goesOn("a key of 100,000 characters", "42[\"a\",{\"" + "k".repeat(100_000) + "\":1}]"),
        goesOn("white space", "42 \t\n\r[ \"a\" , { \"k\" : [ ] } ] "),
        goesOn("100 deep", "42[\"a\"," + "[".repeat(99) + "]".repeat(99) + "]"),
        over(JSON_DEPTH, "101 deep", "42[\"a\"," + "[".repeat(100) + "]".repeat(100) + "]"),
        over(JSON_DEPTH, "deep and cut off", "42[\"a\"," + "[".repeat(900_000)),
        over(JSON_DEPTH, "deep objects", "42[\"a\"," + "{\"a\":".repeat(100_000)),
        goesOn("333,000 empty arrays", "42[\"a\"" + ",[]".repeat(333_000) + "]"),
        ends(
            CloseReason.PAYLOAD_TOO_LARGE,
            "1,000,000 empty arrays",
            "42[\"a\"" + ",[]".repeat(1_000_000) + "]"));
  }

  static Stream<Hostility> attachments() {
    return Stream.of(
        malformed("no number, no payload", "45"),
        malformed("no number", "45[\"a\"]"),
        malformed("no dash", "451"),
        malformed("a letter", "45a-"),
        malformed("a fraction", "451.23-"),
        malformed("none of them", "450-[\"a\"]"),
        malformed("a negative number", "45-1-[\"a\"]"),
        malformed("no dash, but a payload", "451[\"a\"]"),
        over(ATTACHMENTS, "11 (CVE-2026-33151)", "4511-[\"a\"]"),
        over(ATTACHMENTS, "10^9", "451000000000-[\"a\"]"),
        over(ATTACHMENTS, "30 digits", "45" + "9".repeat(30) + "-[\"a\"]"),
        malformed("not announced", BYTE),
        malformed("one too many", event(1, place("0")), BYTE, BYTE),
        malformed("text in between", event(2, place("0") + "," + place("1")), BYTE, "42[\"a\"]"),
        malformed("text in place of it", event(1, place("0")), "42[\"a\"]"),
        malformed("malformed before they arrive", "451-[\"a\""),
        over(ATTACHMENT_BYTES, "too large", event(1, place("0")), new byte[1_001]),
        over(
            ATTACHMENT_BYTES,
            "too large together",
            event(2, place("0") + "," + place("1")),
            new byte[600],
            new byte[401]),
        goesOn("as large as allowed", event(1, place("0")), new byte[1_000]),
        malformed("a negative placeholder", event(1, place("-1")), BYTE),
        malformed("a placeholder beyond the last", event(1, place("1")), BYTE),
        malformed("a huge placeholder", event(1, place("4294967296")), BYTE),
        malformed("a placeholder of 100 digits", event(1, place("1".repeat(100))), BYTE),
        malformed("a fractional placeholder", event(1, place("0.5")), BYTE),
        malformed("a placeholder of 0.0", event(1, place("0.0")), BYTE),
        malformed("a placeholder of text", event(1, place("\"0\"")), BYTE),
        malformed("a placeholder of a method (CVE-2022-2421)", event(1, place("\"splice\"")), BYTE),
        malformed("a placeholder of an object", event(1, place("{}")), BYTE),
        malformed("a placeholder without number", event(1, "{\"_placeholder\":true}"), BYTE),
        malformed("a placeholder twice", event(1, place("0") + "," + place("0")), BYTE),
        malformed("no placeholder", event(1, "{}"), BYTE),
        malformed("one placeholder for two", event(2, place("0")), BYTE, BYTE),
        malformed("a placeholder for a name", "451-[" + place("0") + "]", BYTE),
        malformed("a key that drops it", event(1, "{\"a\":" + place("0") + ",\"a\":1}"), BYTE),
        goesOn("a placeholder in a plain event", "42[\"a\"," + place("0") + "]"),
        goesOn("a placeholder inside", event(1, "[{\"k\":" + place("0") + "}]"), BYTE));
  }

  private static String event(int attachments, String args) {
    return "45" + attachments + "-[\"a\"," + args + "]";
  }

  private static String place(String number) {
    return "{\"_placeholder\":true,\"num\":" + number + "}";
  }

  @ParameterizedTest
  @MethodSource({"packets", "json", "attachments"})
  void a_hostile_client_harms_nobody_but_itself(Hostility hostility) {
    try (LogWatch log = new LogWatch("ROOT");
        WebSocketClient bystander = connect();
        WebSocketClient client = connect()) {
      assertThat(next(sockets).loop()).isSameAs(next(sockets).loop());
      hostility.frames().forEach(frame -> send(client, frame));

      if (hostility.reason().isEmpty()) {
        client.send("421[\"still\",\"there\"]");
        assertThat(acknowledged(client)).isEqualTo("431[\"there\"]");
        assertThat(closed).isEmpty();
      } else {
        assertThat(next(closed)).isEqualTo(hostility.reason().get());
        assertThat(client.closeCode()).isIn(1007, 1008, 1009);
      }
      assertThat(limits).containsExactlyElementsOf(hostility.limit().stream().toList());
      assertThat(bystander.send("421[\"echo\",[1]]").next()).isEqualTo("431[[1]]");
      assertThat(log.alarms()).isEmpty();
    }
  }

  @Test
  void attachments_that_never_come_cost_nothing_but_their_packet() {
    try (WebSocketClient bystander = connect();
        WebSocketClient client = connect()) {
      client.send(event(2, place("0") + "," + place("1"))).send(BYTE);
      assertThat(bystander.send("421[\"echo\"]").next()).isEqualTo("431[]");
      client.close();

      assertThat(next(closed)).isEqualTo(CloseReason.TRANSPORT_CLOSE);
      assertThat(limits).isEmpty();
    }
  }

  @Test
  void an_id_that_was_used_before_is_answered_again() {
    try (WebSocketClient client = connect()) {
      assertThat(client.send("427[\"a\",1]").next()).isEqualTo("437[1]");
      assertThat(client.send("427[\"a\",2]").next()).isEqualTo("437[2]");
    }
  }

  @Test
  void over_polling_a_record_separator_ends_a_packet() {
    String query = wire.openPolling();
    assertThat(wire.post(query, "40").statusCode()).isEqualTo(200);
    next(sockets);

    wire.post(query, "42[\"a\",\"\u001e\"]");

    assertThat(next(closed)).isEqualTo(CloseReason.PARSE_ERROR);
  }

  private WebSocketClient connect() {
    WebSocketClient client = wire.openWebSocket();
    assertThat(client.send("40").next()).startsWith("40{\"sid\":\"");
    return client;
  }

  private static void send(WebSocketClient client, Object frame) {
    try {
      if (frame instanceof byte[] binary) {
        client.send(binary);
      } else {
        client.send((String) frame);
      }
    } catch (CompletionException e) {
      // The server has closed already, for a frame before: whether it should is seen later.
      assertThat(e).hasCauseInstanceOf(IOException.class);
    }
  }

  /// The next packet but for refusals of namespaces.
  private static String acknowledged(WebSocketClient client) {
    String packet = client.nextPacket();
    return packet.startsWith("44/") ? acknowledged(client) : packet;
  }

  private static <T> T next(BlockingQueue<T> queue) {
    return SocketIoTest.next(queue);
  }
}
