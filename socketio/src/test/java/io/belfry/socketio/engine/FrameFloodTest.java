package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames that are in order each by itself, and are too many.
class FrameFloodTest extends BadInputTest {
  private static final int MAX_FRAGMENTS = 50;
  private static final int MAX_CONTROL_FRAMES = 20;
  private static final int FLOOD = 500_000;

  @Override
  EngineOptions options(EngineOptions defaults) {
    return defaults.withMaxFragments(MAX_FRAGMENTS).withMaxControlFrames(MAX_CONTROL_FRAMES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x"})
  void as_many_fragments_as_may_be_are_one_message(String fragment) throws IOException {
    try (RawSocket socket = open()) {
      socket.write(
          RawSocket.frame(0x01, new byte[] {'4'}),
          RawSocket.repeated(MAX_FRAGMENTS - 2, continuation(fragment)),
          RawSocket.frame(0x80, new byte[0]));

      assertThat(socket.readFrame()).isEqualTo("T4" + fragment.repeat(MAX_FRAGMENTS - 2));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x"})
  void one_fragment_more_closes_the_session(String fragment) throws IOException {
    try (RawSocket socket = open()) {
      socket.write(
          RawSocket.frame(0x01, new byte[] {'4'}),
          RawSocket.repeated(MAX_FRAGMENTS, continuation(fragment)));

      assertClosed(socket, 1008, EngineLimit.FRAGMENTS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x"})
  void a_flood_of_fragments_closes_the_session(String fragment) throws IOException {
    try (RawSocket socket = open()) {
      socket.pour(
          RawSocket.frame(0x01, new byte[] {'4'}),
          RawSocket.repeated(FLOOD, continuation(fragment)));

      assertClosed(socket, 1008, EngineLimit.FRAGMENTS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x89, 0x8A})
  void one_control_frame_too_many_closes_the_session(int opcode) throws IOException {
    try (RawSocket socket = open()) {
      socket.write(
          RawSocket.repeated(MAX_CONTROL_FRAMES + 1, RawSocket.frame(opcode, new byte[0])));

      assertClosed(socket, 1008, EngineLimit.CONTROL_FRAMES);
    }
  }

  /// Whoever still writes when the server closes may hear of a broken connection only.
  @ParameterizedTest
  @ValueSource(ints = {0x89, 0x8A})
  void a_flood_of_control_frames_closes_the_session(int opcode) throws IOException {
    try (RawSocket socket = open()) {
      socket.pour(RawSocket.repeated(FLOOD, RawSocket.frame(opcode, new byte[0])));

      assertThat(end()).isEqualTo(CloseReason.LIMIT_EXCEEDED);
      assertThat(limits).containsExactly(EngineLimit.CONTROL_FRAMES);
      assertThat(socket.isEnded()).isTrue();
    }
  }

  @Test
  void as_many_pings_as_may_be_are_answered() throws IOException {
    try (RawSocket socket = open()) {
      socket.write(
          RawSocket.repeated(MAX_CONTROL_FRAMES, RawSocket.frame(0x89, new byte[] {'x'})),
          RawSocket.textFrame("4last"));

      for (int i = 0; i < MAX_CONTROL_FRAMES; i++) {
        assertThat(socket.readFrame()).isEqualTo("Ox");
      }
      assertThat(socket.readFrame()).isEqualTo("T4last");
    }
  }

  @Test
  void control_frames_between_fragments_count_like_others() throws IOException {
    try (RawSocket socket = open()) {
      socket.write(
          RawSocket.frame(0x01, new byte[] {'4'}),
          RawSocket.repeated(MAX_CONTROL_FRAMES + 1, RawSocket.frame(0x8A, new byte[0])));

      assertClosed(socket, 1008, EngineLimit.CONTROL_FRAMES);
    }
  }

  private static byte[] continuation(String fragment) {
    return RawSocket.frame(0x00, fragment.getBytes(StandardCharsets.UTF_8));
  }
}
