package io.belfry.server.realtime;

import io.belfry.server.cluster.Bus;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.user.UserId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What nodes ask each other, and how it is written: the first byte says which.
sealed interface Question {
  /// To tell the sockets of `users`, or of everybody where there are none; answered by [#count].
  record Emit(List<UserId> users, String event, JsonBytes data) implements Question {}

  /// Which sockets the user has; answered by [Presence#answer].
  record WhoIsThere() implements Question {}

  /// How many wait for a broadcast; answered by [#count].
  record WhoWaits(long number) implements Question {}

  byte EMIT = 1;
  byte WHO_IS_THERE = 2;
  byte WHO_WAITS = 3;

  static byte[] event(Collection<UserId> users, String event, JsonBytes data) {
    byte[] question =
        written(
            out -> {
              out.writeByte(EMIT);
              out.writeUTF(event);
              out.writeInt(users.size());
              for (UserId user : users) {
                out.writeUTF(user.value());
              }
              out.write(data.bytes());
            });
    if (question.length > Bus.MAX_BYTES) {
      throw new IllegalArgumentException("too large to be told to other nodes");
    }
    return question;
  }

  static byte[] eventToAll(String event, JsonBytes data) {
    return event(List.of(), event, data);
  }

  static byte[] whoIsThere() {
    return new byte[] {WHO_IS_THERE};
  }

  static byte[] whoWaits(long number) {
    return written(
        out -> {
          out.writeByte(WHO_WAITS);
          out.writeLong(number);
        });
  }

  /// What `bytes` ask; nothing when another version of Belfry wrote them.
  static Optional<Question> read(byte[] bytes) {
    try {
      return read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<Question> read(DataInputStream in) throws IOException {
    return switch (in.readByte()) {
      case EMIT -> {
        String event = in.readUTF();
        List<UserId> users = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
          users.add(new UserId(in.readUTF()));
        }
        yield Optional.of(new Emit(users, event, JsonBytes.of(in.readAllBytes())));
      }
      case WHO_IS_THERE -> Optional.of(new WhoIsThere());
      case WHO_WAITS -> Optional.of(new WhoWaits(in.readLong()));
      default -> Optional.empty();
    };
  }

  /// An answer that is a number.
  static byte[] answer(int count) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(count).array();
  }

  /// The number that `answer` is; 0 when it is none.
  static int count(byte[] answer) {
    return answer.length == Integer.BYTES ? Math.max(0, ByteBuffer.wrap(answer).getInt()) : 0;
  }

  /// The bytes that `writing` writes.
  static byte[] written(Writing writing) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  @FunctionalInterface
  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }
}
