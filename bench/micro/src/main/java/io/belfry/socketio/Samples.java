package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The packets that are measured.
enum Samples {
  /// A chat message of some 200 bytes with two arguments.
  CHAT("2[\"message\"," + message(7) + ",[\"lobby\",true,null]]"),
  /// A batch of some 10 kB in its first argument.
  BATCH(
      IntStream.range(0, 64)
          .mapToObj(Samples::message)
          .collect(Collectors.joining(",", "2[\"batch\",[", "],7]")));

  private final String packet;

  Samples(String packet) {
    this.packet = packet;
  }

  /// The bytes of the packet.
  byte[] packet() {
    return packet.getBytes(StandardCharsets.UTF_8);
  }

  /// The bytes of its payload.
  byte[] payload() {
    return packet.substring(1).getBytes(StandardCharsets.UTF_8);
  }

  /// The value of one chat message.
  static JsonNode firstMessage() {
    byte[] json = message(1).getBytes(StandardCharsets.UTF_8);
    return Json.read(json, 0, json.length);
  }

  private static String message(int id) {
    return "{\"id\":"
        + id
        + ",\"from\":\"Zo\u00eb\",\"text\":\"See you at the \\\"old\\\" bridge at eight, and bring"
        + " the map that we drew last summer.\",\"at\":1764037380000,\"score\":0.75,\"tags\":[]}";
  }
}
