package io.belfry.server.cluster.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.server.user.UserId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The names of an installation's channels: one of each user, one of all nodes, one of each node.
/// Immutable.
///
/// A name has no braces before those of a user id, so that a Redis Cluster spreads users over its
/// slots; and a user's braces only decide which slot.
final class Channels {
  private final String prefix;
  private final byte[] user;
  private final byte[] all;

  Channels(String prefix) {
    this.prefix = prefix;
    this.user = (prefix + ":u:").getBytes(UTF_8);
    this.all = (prefix + ":all").getBytes(UTF_8);
  }

  /// Where all nodes listen.
  byte[] all() {
    return all;
  }

  /// Where the nodes that joined `id` listen.
  byte[] user(UserId id) {
    byte[] name = id.value().getBytes(UTF_8);
    byte[] channel = Arrays.copyOf(user, user.length + name.length);
    System.arraycopy(name, 0, channel, user.length, name.length);
    return channel;
  }

  /// Where the node with the number `id` alone listens.
  byte[] node(long id) {
    return (prefix + ":n:" + HexFormat.of().toHexDigits(id)).getBytes(UTF_8);
  }

  boolean isAll(byte[] channel) {
    return Arrays.equals(channel, all);
  }

  /// Whose channel it is, or nothing when it is not that of a user.
  Optional<UserId> userOf(byte[] channel) {
    int length = user.length;
    if (channel.length <= length || !Arrays.equals(channel, 0, length, user, 0, length)) {
      return Optional.empty();
    }
    return UserId.parse(new String(channel, length, channel.length - length, UTF_8));
  }
}
