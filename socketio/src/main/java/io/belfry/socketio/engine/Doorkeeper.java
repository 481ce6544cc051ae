package io.belfry.socketio.engine;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The count of who is in and how fast more come, for the whole server and for each address.
///
/// IPv6 addresses count by their network (the first 64 bits): one customer has all of it. Safe in
/// any thread. It remembers an address while it has sessions, or came within the last second.
final class Doorkeeper {
  private static final int IPV6_NETWORK_BYTES = 8;
  private static final int LEAST_SWEEP = 1024;

  private final EngineOptions options;
  private final AtomicInteger sessions = new AtomicInteger();
  private final Pace pace;
  private final ConcurrentMap<String, Visitor> visitors = new ConcurrentHashMap<>();
  private volatile int sweepAt = LEAST_SWEEP;

  Doorkeeper(EngineOptions options, long nowNanos) {
    this.options = options;
    this.pace = new Pace(options.maxHandshakesPerSecond(), nowNanos);
  }

  /// One address, or one IPv6 network.
  static final class Visitor {
    private final AtomicInteger sessions = new AtomicInteger();
    private final Pace pace;

    private Visitor(Pace pace) {
      this.pace = pace;
    }
  }

  /// Either a visitor who may open a session, or the limit that is in the way.
  record Verdict(@Nullable Visitor visitor, @Nullable EngineLimit limit) {}

  /// Lets somebody in, who has to be seen out with [#leave]; or says what is in the way.
  Verdict enter(String address, long nowNanos) {
    Visitor visitor = visitor(address, nowNanos);
    EngineLimit limit = null;
    if (!visitor.pace.take(nowNanos)) {
      limit = EngineLimit.HANDSHAKES_PER_ADDRESS;
    } else if (!pace.take(nowNanos)) {
      limit = EngineLimit.HANDSHAKES;
    } else if (!count(sessions, options.maxSessions())) {
      limit = EngineLimit.SESSIONS;
    } else if (!count(visitor.sessions, options.maxSessionsPerAddress())) {
      sessions.decrementAndGet();
      limit = EngineLimit.SESSIONS_PER_ADDRESS;
    }
    return new Verdict(limit == null ? visitor : null, limit);
  }

  private static boolean count(AtomicInteger sessions, int limit) {
    if (sessions.incrementAndGet() > limit) {
      sessions.decrementAndGet();
      return false;
    }
    return true;
  }

  /// Sees somebody out; how many are left.
  int leave(Visitor visitor) {
    visitor.sessions.decrementAndGet();
    return sessions.decrementAndGet();
  }

  /// How many sessions there are.
  int sessions() {
    return sessions.get();
  }

  /// How many addresses are remembered.
  int remembered() {
    return visitors.size();
  }

  private Visitor visitor(String address, long nowNanos) {
    if (visitors.size() >= sweepAt) {
      visitors.values().removeIf(visitor -> isGone(visitor, nowNanos));
      sweepAt = Math.max(LEAST_SWEEP, 2 * visitors.size());
    }
    return visitors.computeIfAbsent(
        network(address),
        key -> new Visitor(new Pace(options.maxHandshakesPerSecondPerAddress(), nowNanos)));
  }

  private static boolean isGone(Visitor visitor, long nowNanos) {
    return visitor.sessions.get() == 0 && visitor.pace.isRested(nowNanos);
  }

  private static String network(String address) {
    byte @Nullable [] written = NetUtil.createByteArrayFromIpAddressString(address);
    if (written == null) {
      return address;
    }
    try {
      // Of an IPv4 address in the form of IPv6, this is the IPv4 address.
      byte[] bytes = InetAddress.getByAddress(written).getAddress();
      return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, IPV6_NETWORK_BYTES));
    } catch (UnknownHostException e) {
      throw new AssertionError("the length of an address", e);
    }
  }
}
